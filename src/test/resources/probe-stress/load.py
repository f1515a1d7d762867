"""Opens or churns loopback sockets until its input ends: load.py KIND COUNT FIRST_PORT"""
import os, random, resource, socket, sys, threading, time

kind, count, first = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
ended = threading.Event()


def wait():
    sys.stdin.read()
    ended.set()


def listen(port, address="127.0.0.1"):
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((address, port))
    s.listen(64)
    return s


def ready():
    print("ready", flush=True)
    threading.Thread(target=wait, daemon=True).start()


kept = []
if kind == "listen":
    kept = [listen(first + i) for i in range(count)]
    ready()
    ended.wait()
elif kind == "connect":
    servers = [listen(first + i, "127.0.0.2") for i in range(8)]
    for i in range(count):
        server = servers[i % len(servers)]
        client = socket.create_connection(server.getsockname())
        kept.append((client, server.accept()[0]))
    ready()
    ended.wait()
elif kind == "churn":
    ready()
    while not ended.is_set():
        try:
            kept.append(listen(first + random.randrange(2 * count)))
        except OSError:
            pass
        if len(kept) > count:
            kept.pop(random.randrange(len(kept))).close()
elif kind == "fork":
    ready()
    while not ended.is_set():
        pid = os.fork()
        if pid == 0:
            try:
                s = listen(first + random.randrange(count))
            except OSError:
                pass
            time.sleep(random.random() / 20)
            os._exit(0)
        kept.append(pid)
        if len(kept) > 20:
            os.waitpid(kept.pop(0), 0)
    for pid in kept:
        os.waitpid(pid, 0)
