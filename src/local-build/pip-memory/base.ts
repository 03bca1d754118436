/** What it begins with: its settings, which process it is in, and files that are whole or not there. */
export const BASE = String.raw`import os
import sys

FOLDER, SECRET, SAME, REUSES_FILES = SETTINGS
HERE = os.path.dirname(os.path.abspath(__file__))
MOST_CODE = 256 * 1024 * 1024
SPARE_BYTES = 1024 * 1024 * 1024
# They change when something is installed in them, or removed.
SYSTEM = [
    '/etc/ld.so.cache', '/lib', '/lib64', '/opt/homebrew/include', '/opt/homebrew/lib', '/usr/bin', '/usr/include', '/usr/lib',
    '/usr/lib/aarch64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/usr/local/bin', '/usr/local/include', '/usr/local/lib',
    '/var/lib/dpkg/status', '/var/lib/rpm',
]


def role():
    started = getattr(sys, 'orig_argv', sys.argv)
    name = os.path.basename(started[1]) if len(started) > 1 else ''
    if name == 'pipenv':
        return 'starts pip'
    if name not in ('pip', 'pip3', '__pip-runner__.py') or 'install' not in started:
        return 'other'
    # pip starts itself again with the Python that it installs for.
    other = 'PIP_PYTHON' in os.environ and '_PIP_RUNNING_IN_SUBPROCESS' not in os.environ
    return 'starts pip' if other else 'pip'


def leave_no_trace():
    parts = [part for part in os.environ.get('PYTHONPATH', '').split(os.pathsep) if part != HERE]
    if any(parts):
        os.environ['PYTHONPATH'] = os.pathsep.join(parts)
    else:
        os.environ.pop('PYTHONPATH', None)


def go_on():
    """What this one stands before."""
    sys.path[:] = [part for part in sys.path if part != HERE]
    for finder in sys.meta_path:
        spec = finder.find_spec('sitecustomize', None)
        if spec is not None and spec.loader is not None:
            module = type(sys)('sitecustomize')
            module.__spec__, module.__file__, module.__loader__ = spec, spec.origin, spec.loader
            sys.modules['sitecustomize'] = module
            spec.loader.exec_module(module)
            return


def digest(data):
    import hashlib

    return hashlib.sha256(data).hexdigest()


def digest_of(file):
    import hashlib

    state = hashlib.sha256()
    with open(file, 'rb') as opened:
        for chunk in iter(lambda: opened.read(1024 * 1024), b''):
            state.update(chunk)
    return state.hexdigest()


def has_room(size):
    if not hasattr(os, 'statvfs'):
        return True
    disk = os.statvfs(FOLDER)
    return disk.f_bavail * disk.f_frsize > SPARE_BYTES + size


def keep(file, place):
    """A name for the file's bytes, or a copy of them: whole, or not there."""
    import shutil

    if os.path.exists(place) or not has_room(os.path.getsize(file)):
        return
    os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
    made = '%s.%d.new' % (place, os.getpid())
    try:
        try:
            os.link(file, made)
        except OSError:
            shutil.copyfile(file, made)
        os.replace(made, place)
    finally:
        if os.path.lexists(made):
            os.remove(made)


def kept(place, wanted):
    """Whether the file is there with these bytes; one with others is of no use to anybody."""
    try:
        if digest_of(place) != wanted:
            os.remove(place)
            return False
        os.utime(place)
        return True
    except OSError:
        return False
`
