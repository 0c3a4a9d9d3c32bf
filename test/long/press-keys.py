"""Presses keys as a person does, in the only window of an X display without a window manager.

press-keys.py KEY...   a key is an X keysym name (`Delete`), with modifiers before it (`Control_L+a`)
Exit 3: the display or its XTEST extension is not to be had.
"""
import ctypes
import sys
import time

try:
    x11 = ctypes.CDLL("libX11.so.6")
    xtst = ctypes.CDLL("libXtst.so.6")
except OSError:
    sys.exit(3)
pointer, number = ctypes.c_void_p, ctypes.c_ulong
x11.XOpenDisplay.restype = pointer
x11.XDefaultRootWindow.restype = number
x11.XStringToKeysym.restype = number
display = pointer(x11.XOpenDisplay(None))
if not display:
    sys.exit(3)
if sys.argv[1:] == []:
    sys.exit(0)


def largest_window():
    """The window of the program: of the root's children the one with the most area that is shown."""
    root, parent, children, count = number(), number(), ctypes.POINTER(number)(), ctypes.c_uint()
    top = number(x11.XDefaultRootWindow(display))
    x11.XQueryTree(display, top, ctypes.byref(root), ctypes.byref(parent), ctypes.byref(children), ctypes.byref(count))
    best = (0, None)
    for index in range(count.value):
        window = number(children[index])
        values = [number(), ctypes.c_int(), ctypes.c_int(), *(ctypes.c_uint() for _ in range(4))]
        x11.XGetGeometry(display, window, *(ctypes.byref(value) for value in values))
        best = max(best, (values[3].value * values[4].value, window.value))
    return best[1]


x11.XSetInputFocus(display, number(largest_window()), 2, number(0))
x11.XSync(display, 0)
time.sleep(0.5)
for word in sys.argv[1:]:
    codes = [x11.XKeysymToKeycode(display, number(x11.XStringToKeysym(name.encode()))) for name in word.split("+")]
    for down, order in ((1, codes), (0, codes[::-1])):
        for code in order:
            xtst.XTestFakeKeyEvent(display, code, down, number(0))
    x11.XSync(display, 0)
    time.sleep(0.5)
