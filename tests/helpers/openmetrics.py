#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
#
# usage: tests/helpers/openmetrics.py <FILE
#
# Parses OpenMetrics text with Prometheus' own client library, and prints each
# sample as NAME LABEL=VALUE... NUMBER. What reads Prometheus' older text format,
# as node_exporter's textfile collector does, has to find the same samples.

import sys

from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client import parser as prometheus

text = sys.stdin.read()


def samples(parser):
    return [(sample.name, tuple(sorted(sample.labels.items())), sample.value)
            for family in parser.text_string_to_metric_families(text)
            for sample in family.samples]


found = samples(openmetrics)
if sorted(found) != sorted(samples(prometheus)):
    sys.exit('the older format has other samples')
for name, labels, value in found:
    print(name, *(f'{key}={text}' for key, text in labels), float(value))
