/** Built wheels. Source: pip's _internal/wheel_builder.py. */
export const WHEELS = String.raw`def remember_wheels(builder):
    """_internal/wheel_builder.py."""
    build_one, build_wheel = builder._build_one_inside_env, builder.build_wheel_pep517
    under_way = []

    def _build_one_inside_env(req, *args, **options):
        under_way.append(req)
        try:
            return build_one(req, *args, **options)
        finally:
            under_way.pop()

    def build_wheel_pep517(**options):
        try:
            place = wheel_place(under_way[-1])
            wheel = None if place is None else kept_wheel(place, options['wheel_directory'])
        except Exception:
            place = wheel = None
        if wheel is not None:
            return say_built(builder, options['name'], wheel)
        wheel = build_wheel(**options)
        try:
            if wheel is not None and place is not None:
                keep_wheel(wheel, place)
        except OSError:
            pass
        return wheel

    builder._build_one_inside_env, builder.build_wheel_pep517 = _build_one_inside_env, build_wheel_pep517


def wheel_place(req):
    """By all that goes into a wheel; None: it must be built."""
    import hashlib
    import hmac

    source = None if req.editable or req.link is None or req.link.is_vcs else hash_of(req.link)
    # An archive with several projects has one hash for all.
    if source is not None and req.link.subdirectory_fragment:
        return None
    folders = list(getattr(req.build_env, 'lib_dirs', None) or getattr(req.build_env, '_lib_dirs', None) or [])
    if source is None or not folders:
        return None
    parts = [sys.version, without_places(sys.executable), source, repr(req.config_settings), repr(build_packages(folders))]
    parts += ['%s=%s' % (name, without_places(value)) for name, value in sorted(os.environ.items()) if name != 'SOURCE_VERSION']
    parts += ['%s %s' % (place, os.stat(place).st_mtime_ns) for place in SYSTEM if os.path.exists(place)]
    key = '\0'.join(parts).encode('utf-8', 'surrogateescape')
    return os.path.join(FOLDER, 'wheels', hmac.new(bytes.fromhex(SECRET), key, hashlib.sha256).hexdigest())


def build_packages(folders):
    found = []
    for folder in folders:
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            record = os.path.join(folder, name, 'RECORD')
            found.append((name, digest_of(record) if os.path.exists(record) else None))
    return found


def without_places(value):
    """Without the names that are others in each build."""
    import re

    # The temporary folder's name begins with the build's.
    for number, text in enumerate(sorted(SAME, key=len, reverse=True)):
        value = value.replace(text, '<%d>' % number)
    return re.sub(r'pip-[a-z][a-z-]*-[a-z0-9_]{8}', '<pip>', value)


def kept_wheel(place, target):
    import shutil

    folder, beginning = os.path.split(place + '-')
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        wanted, _, wheel = name[len(beginning):].partition('-')
        if name.startswith(beginning) and name.endswith('.whl') and kept(os.path.join(folder, name), wanted):
            return shutil.copyfile(os.path.join(folder, name), os.path.join(target, wheel))
    return None


def keep_wheel(wheel, place):
    keep(wheel, '%s-%s-%s' % (place, digest_of(wheel), os.path.basename(wheel)))


def say_built(builder, name, wheel):
    spinners = sys.modules[builder.__name__.replace('.wheel_builder', '.cli.spinners')]
    with spinners.open_spinner('Building wheel for %s (pyproject.toml)' % name) as spinner:
        spinner.finish('done')
    return wheel
`
