/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/*
 * libctrl: read and set kernel attributes through BPF control maps.
 *
 * The kernel describes the attributes in BTF, so that this library knows none
 * of them by name. It does not print, does not exit and keeps no state of its
 * own. A function that can fail returns 0 or a negative errno and, where it takes
 * a struct ctrl_error, fills it in; what it would have stored through other
 * pointers is left alone then.
 *
 * This is the header to include; its parts are separate only for their length.
 */
#ifndef CTRL_H
#define CTRL_H

#include "ctrl_text.h"
#include "ctrl_name.h"
#include "ctrl_line.h"
#include "ctrl_error.h"
#include "ctrl_device.h"
#include "ctrl_type.h"
#include "ctrl_map.h"
#include "ctrl_pool.h"
#include "ctrl_directory.h"

#endif /* CTRL_H */
