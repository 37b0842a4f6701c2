#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
#
# usage: tests/tools/metrics.py OPENMETRICS-FILE PROMETHEUS-FILE
#
# Parses both formats with Prometheus' own client library and prints each sample
# as KIND NAME LABEL=VALUE... NUMBER. Both have to say the same, but for units,
# which only the newer one has; what reads the older one has to find the same
# samples in the newer one.

import sys

from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client import parser as prometheus


def families(parser, file):
    with open(file, encoding='utf-8') as text:
        return [(family.type, family.documentation, samples(family))
                for family in parser.text_fd_to_metric_families(text)]


def samples(family):
    return [(sample.name, sorted(sample.labels.items()), sample.value)
            for sample in family.samples]


def only_samples(found):
    return sorted(sample for _, _, samples in found for sample in samples)


newer, older = sys.argv[1:]
found = families(openmetrics, newer)
if sorted(found) != sorted(families(prometheus, older)):
    sys.exit('the two formats do not say the same')
if only_samples(found) != only_samples(families(prometheus, newer)):
    sys.exit('who reads the older format finds other samples in the newer one')
for kind, _, samples in found:
    for name, labels, value in samples:
        print(kind, name, *(f'{key}={text}' for key, text in labels),
              float(value))
