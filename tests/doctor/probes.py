"""Probes that fail in every way a probe can; `python -m tests.doctor.probes WAY`."""

import json
import os
import signal
import subprocess
import sys
import time


def main(way: str) -> None:
    if way != "silent":
        print("a library says hello")
    match way:
        case "fine":
            print(json.dumps({"way": way, "environ": os.environ.get("QT_QPA_PLATFORM"), "cwd_first": sys.path[0]}))
        case "crash":
            print("qt.qpa.xcb: could not connect to display :99\nmore about it", file=sys.stderr, flush=True)
            os.kill(os.getpid(), signal.SIGABRT)
        case "fail":
            print("first\nlast words", file=sys.stderr)
            sys.exit(3)
        case "hang":
            time.sleep(3600)
        case "daemon":
            subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"], start_new_session=True)
            print("{}")
        case "nonsense":
            print("no JSON")
        case "list":
            print("[]")


if __name__ == "__main__":
    main(sys.argv[1])
