# SPDX-License-Identifier: GPL-2.0-only
#
# How the tests of control maps are built.  The Makefile of each control type
# lists them in TEST_GEN_PROGS and includes this file.  They need libbpf, which is
# built from this tree, once for all types.

CFLAGS += -O2 -g -Wall -std=gnu11 -pthread $(KHDR_INCLUDES)
PKG_CONFIG ?= pkg-config
LDLIBS := $(shell $(PKG_CONFIG) $(if $(filter -static,$(USERLDFLAGS)),--static) \
	    --libs libelf 2>/dev/null || echo -lelf) -lz

LOCAL_HDRS += $(wildcard ../*.h)

include ../../lib.mk

SHARED := $(abspath $(OUTPUT)/../libbpf)
BPFDIR := $(abspath $(selfdir)/../../lib/bpf)
BPFOBJ := $(SHARED)/libbpf.a
CFLAGS += -I$(SHARED)/include

$(TEST_GEN_PROGS): $(BPFOBJ)

# As an order-only prerequisite it would not be linked.
$(BPFOBJ): $(wildcard $(BPFDIR)/*.[ch] $(BPFDIR)/Makefile)
	@mkdir -p $(SHARED)
	$(Q)$(MAKE) -C $(BPFDIR) OUTPUT=$(SHARED)/ CC="$(CC)"		\
		CROSS_COMPILE=$(CROSS_COMPILE) EXTRA_CFLAGS='-g -O2'	\
		DESTDIR=$(SHARED) prefix= $@ install_headers

EXTRA_CLEAN += $(SHARED)
