# SPDX-License-Identifier: GPL-2.0-only
# What a program that links libctrl.a needs behind it and libbpf.
LIBCTRL_LIBS = $(shell pkg-config --static --libs libnl-genl-3.0) -lcap
