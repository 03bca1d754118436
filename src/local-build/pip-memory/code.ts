/** Compiled modules. Source: Python's py_compile.py. */
export const CODE = String.raw`class Code:
    """Compiled modules, as they were before they were written to a file; those of a run in one file."""

    def __init__(self):
        self.folder = os.path.join(FOLDER, 'code')
        self.who = repr((sys.version, sys.implementation.cache_tag, sys.flags.optimize))
        self.known = None
        self.used = {}
        self.of = {}
        self.bytes = 0

    def read(self):
        import marshal

        self.known = {}
        try:
            names = os.listdir(self.folder)
        except OSError:
            names = []
        for name in names:
            place = os.path.join(self.folder, name)
            try:
                with open(place, 'rb') as opened:
                    data = opened.read()
                if digest(data) != name:
                    os.remove(place)
                    continue
                who, code = marshal.loads(data)
            except (OSError, EOFError, ValueError, TypeError):
                continue
            if who == self.who:
                self.known.update(code)
                self.of.update((key, place) for key in code)

    def find(self, key):
        if self.known is None:
            self.read()
            import atexit

            atexit.register(self.write)
        return self.known.get(key)

    def use(self, key, data):
        self.bytes += len(data)
        if self.bytes <= MOST_CODE:
            self.used[key] = data

    def write(self):
        import marshal

        try:
            if all(key in self.known for key in self.used):
                for place in {self.of[key] for key in self.used}:
                    os.utime(place)
                return
            data = marshal.dumps((self.who, self.used))
            if not has_room(len(data)):
                return
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            made = os.path.join(self.folder, '%d.new' % os.getpid())
            with open(made, 'wb') as opened:
                opened.write(data)
            os.replace(made, os.path.join(self.folder, digest(data)))
        except OSError:
            pass


def remember_code(loader):
    code = Code()
    compile_anew = loader.source_to_code

    def source_to_code(self, data, path, *args, **options):
        # As py_compile calls it. What is imported is compiled by Python as ever.
        if self.name != '<py_compile>' or not isinstance(data, bytes):
            return compile_anew(self, data, path, *args, **options)
        import hashlib
        import marshal

        key = hashlib.sha256(repr((path, args, sorted(options.items()))).encode('utf-8', 'surrogatepass') + b'\0' + data).digest()
        found = code.find(key)
        if found is not None:
            code.use(key, found)
            return marshal.loads(found)
        made = compile_anew(self, data, path, *args, **options)
        code.use(key, marshal.dumps(made))
        return made

    loader.source_to_code = source_to_code
`
