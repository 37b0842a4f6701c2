/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* libctrl, device.c: network devices by name. To be included through ctrl.h. */
#ifndef CTRL_DEVICE_H
#define CTRL_DEVICE_H

#include "ctrl_error.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * ctrl_device__index() - the network device of this namespace that has a name
 * @word: its name or one of its alternative names, as it is or as ctrl_text__write()
 *	writes it; of any length
 * @err: on failure, unless no device has that name
 *
 * Nothing is changed, no module is loaded.
 *
 * Return: the index, from 1 on; -ENODEV: no device has that name; another negative
 * errno: it cannot be told, as when one device has the name as it is and another
 * one the name that is written so.
 */
int ctrl_device__index(const char *word, struct ctrl_error *err);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_DEVICE_H */
