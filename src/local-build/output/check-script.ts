import {DYNO_TIMES} from '../boot/observe.js'

const seconds = (milliseconds: number) => milliseconds / 1000

/**
 * Python that starts a process type by the run script as a dyno would, and judges it by what can be seen with the standard
 * library alone: the same verdicts as boot/judge.ts, in short. Arguments: the script, the type, a path.
 */
export const CHECK_PROGRAM = `import http.client, os, signal, socket, subprocess, sys, threading, time

script, kind, path = sys.argv[1:4]
host = os.environ.get("CHECK_HOST", "example-app.herokuapp.com")
headers = {"Host": host, "X-Forwarded-Proto": "https", "X-Forwarded-Port": "443", "Connection": "close"}


def free_port():
    with socket.socket() as server:
        server.bind(("0.0.0.0", 0))
        return server.getsockname()[1]


def accepts(address):
    try:
        socket.create_connection((address, port), timeout=2).close()
        return True
    except OSError:
        return False


def own_address():
    """That others reach this machine by; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return None


def is_left():
    process.poll()
    try:
        os.killpg(process.pid, 0)
        return True
    except (ProcessLookupError, PermissionError):
        return False


def signal_all(name):
    try:
        os.killpg(process.pid, name)
    except (ProcessLookupError, PermissionError):
        pass


def stop(grace):
    """Returns whether they all ended when they were asked to."""
    signal_all(signal.SIGTERM)
    end = time.monotonic() + grace
    while is_left() and time.monotonic() < end:
        time.sleep(0.05)
    in_time = not is_left()
    signal_all(signal.SIGKILL)
    return in_time


def wait_for(condition, limit):
    start = time.monotonic()
    while time.monotonic() - start < limit:
        if process.poll() is not None or condition():
            break
        time.sleep(0.15)
    return time.monotonic() - start


def ask():
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=${seconds(DYNO_TIMES.requestMs)})
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status, None
    except TimeoutError:
        return None, "H12: doesn't answer GET " + path
    except http.client.BadStatusLine:
        return None, "H13: closes the connection without an answer to GET " + path
    except http.client.HTTPException:
        return None, "H17: answers GET " + path + " with something that isn't HTTP"
    except OSError:
        return None, "H13: closes the connection without an answer to GET " + path
    finally:
        connection.close()


def look():
    """Returns a verdict, and whether the process would live."""
    if kind != "web":
        spent = wait_for(lambda: False, ${seconds(DYNO_TIMES.workerMs)})
        return f"healthy: still running after {spent:.1f} s", True
    spent = wait_for(lambda: accepts("127.0.0.1"), ${seconds(DYNO_TIMES.bootMs)})
    if process.poll() is not None:
        return "", False
    if not accepts("127.0.0.1"):
        return f"R10: doesn't listen on $PORT ({port}) after {spent:.1f} s", False
    address = own_address()
    if address is not None and not accepts(address):
        return "R10: listens only on 127.0.0.1, where the router can't reach it", False
    status, wrong = ask()
    if wrong is not None:
        wait_for(lambda: False, 3)
        return wrong, False
    if status >= 500:
        return f"answers GET {path} with {status}", False
    return f"healthy: listening after {spent:.1f} s, GET {path} answers {status}", True


def copy_output():
    for line in process.stdout:
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()


port = free_port()
environment = dict(os.environ, PORT=str(port), DYNO=kind + ".1")
process = subprocess.Popen(
    [script, kind], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    env=environment, start_new_session=True,
)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
try:
    reader = threading.Thread(target=copy_output, daemon=True)
    reader.start()
    began = time.monotonic()
    verdict, lives = look()
    code = process.poll()
    if code is not None:
        ended = f"exited with status {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"
        verdict, lives = f"{'H10: ' if kind == 'web' else ''}{ended} after {time.monotonic() - began:.1f} s", False
    elif not stop(${seconds(DYNO_TIMES.stopMs)} if lives else 5) and lives:
        verdict = "R12: doesn't exit on SIGTERM (killed after ${seconds(DYNO_TIMES.stopMs)} s)"
finally:
    signal_all(signal.SIGKILL)
reader.join(1)
print(f"{kind}: {verdict}", flush=True)
sys.exit(0 if lives else 1)
`
