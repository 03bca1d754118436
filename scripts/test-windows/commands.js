/**
 * Each is run in the same folder on both systems: exit code, output and files must be the same.
 *
 * code, says: what must be so on Windows, whatever it is here. ascii: in a terminal that draws no more. windowsOnly: it isn't
 * compared.
 */
const APP = {
  Procfile: 'web: gunicorn app:app\n',
  'app.py': 'import flask\n',
  'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n',
}

export const COMMANDS = [
  {name: 'doctor: healthy', args: ['doctor', '--offline'], fixture: 'test/fixtures/healthy_pip', code: 0},
  {name: 'doctor: healthy, uv', args: ['doctor', '--offline', '--json'], fixture: 'test/fixtures/healthy_uv', code: 0},
  {name: 'doctor: healthy, Poetry', args: ['doctor', '--offline', '--json'], fixture: 'test/fixtures/healthy_poetry', code: 0},
  {name: 'doctor: healthy Django', args: ['doctor', '--offline', '--verbose'], fixture: 'test/fixtures/django_healthy'},
  {name: 'doctor: broken', args: ['doctor', '--offline'], fixture: 'examples/broken-version', code: 1},
  {name: 'doctor: broken, JSON', args: ['doctor', '--offline', '--json'], fixture: 'examples/broken-version', code: 1},
  {
    name: 'doctor: broken, SARIF',
    args: ['doctor', '--offline', '--format', 'sarif'],
    fixture: 'examples/broken-two-managers',
    code: 1,
  },
  {
    name: 'doctor: broken, Markdown',
    args: ['doctor', '--offline', '--format', 'markdown'],
    fixture: 'examples/broken-two-managers',
    code: 1,
  },
  {name: 'doctor: a subfolder', args: ['doctor', '--offline', '--json'], fixture: 'examples/broken-subfolder'},
  {name: 'doctor --fix', args: ['doctor', '--offline', '--fix'], fixture: 'examples/broken-version'},
  {name: 'doctor --fix --dry-run', args: ['doctor', '--offline', '--fix', '--dry-run'], fixture: 'examples/broken-version'},
  {
    name: 'doctor --ref without git',
    args: ['doctor', '--offline', '--ref', 'HEAD'],
    fixture: 'test/fixtures/healthy_pip',
    code: 2,
    says: /Git is not installed/,
  },
  {
    name: 'doctor --staged without git',
    args: ['doctor', '--offline', '--staged', '--json'],
    fixture: 'test/fixtures/healthy_pip',
    code: 2,
  },
  {
    name: 'doctor: no such folder',
    args: ['doctor', '--offline', '--source', 'nowhere'],
    fixture: 'test/fixtures/healthy_pip',
    code: 2,
  },
  {
    name: 'doctor: --source below',
    args: ['doctor', '--offline', '--json', '--source', 'back/end'],
    files: {'back/end/requirements.txt': 'flask==3.1.2\r\n'},
  },
  {
    name: 'doctor: CRLF everywhere',
    args: ['doctor', '--offline', '--json'],
    files: crlf({...APP, '.python-version': '3.13\n', '.slugignore': 'docs\n*.md\n', 'docs/a.md': 'a\n'}),
  },
  {
    name: 'doctor --fix: CRLF',
    args: ['doctor', '--offline', '--fix'],
    files: crlf({...APP, '.python-version': '# of the app\npython-3.13.5\n'}),
  },
  {
    name: 'doctor: names beyond ASCII',
    args: ['doctor', '--offline', '--json'],
    files: {...APP, 'ünï/日本.py': 'import nope\n', 'ünï/__init__.py': ''},
  },
  {
    name: 'doctor: letter case',
    args: ['doctor', '--offline', '--json'],
    files: {'app.py': 'import Tools\n', 'requirements.txt': 'flask\n', 'tools.py': '', procfile: 'x: y\n'},
  },
  {
    name: 'doctor: a misspelled folder name',
    args: ['doctor', '--offline', '--json'],
    files: {'Requirements.txt': 'flask\n', '.Python-version': '3.13\n'},
  },
  {
    name: 'doctor: a virtual environment of Windows',
    args: ['doctor', '--offline', '--json'],
    files: {
      ...APP,
      'venv/Scripts/python.exe': 'MZ',
      'venv/pyvenv.cfg': String.raw`home = C:\Python313` + '\r\n',
      'venv/Lib/site-packages/flask/__init__.py': '',
    },
  },
  {name: 'pin: a new file', args: ['pin', '3.13', '--offline'], files: APP, code: 0},
  {name: 'pin: LF', args: ['pin', '3.13', '--offline'], files: {...APP, '.python-version': '# why\n3.12\n'}, code: 0},
  {name: 'pin: CRLF', args: ['pin', '3.13', '--offline'], files: crlf({...APP, '.python-version': '# why\n3.12\n'}), code: 0},
  {
    name: 'pin: CRLF, already pinned',
    args: ['pin', '3.13', '--offline', '--check'],
    files: crlf({...APP, '.python-version': '3.13\n'}),
    code: 0,
  },
  {
    name: 'pin: runtime.txt with CRLF',
    args: ['pin', '3.13', '--offline', '--json'],
    files: {...APP, 'runtime.txt': 'python-3.12.1\r\n'},
    code: 0,
  },
  {name: 'pin --dry-run', args: ['pin', '3.14', '--offline', '--dry-run'], files: crlf({...APP, '.python-version': '3.12\n'})},
  {name: 'pin: refused', args: ['pin', '2.7', '--offline'], files: APP},
  {
    name: 'pin: a misspelled file',
    args: ['pin', '3.13', '--offline', '--yes'],
    files: {...APP, '.python-version.txt': '3.12\r\n'},
  },
  {
    name: 'pin: pyproject.toml with CRLF',
    args: ['pin', '3.13', '--offline', '--json'],
    files: crlf({
      'pyproject.toml': '[project]\nname = "a"\nversion = "1"\nrequires-python = ">=3.12"\n',
      'uv.lock': 'version = 1\nrequires-python = ">=3.12"\n',
      '.python-version': '3.12\n',
    }),
  },
  {name: 'build-local --plan', args: ['build-local', '--plan', '--offline'], fixture: 'test/fixtures/healthy_pip'},
  {
    name: 'build-local --boot',
    args: ['build-local', '--boot', '--plan'],
    fixture: 'test/fixtures/healthy_pip',
    code: 2,
    says: /doesn't work on Windows/,
    windowsOnly: true,
  },
  {name: 'doctor: signs of ASCII', args: ['doctor', '--offline'], fixture: 'examples/broken-version', ascii: true, code: 1},
  {
    name: 'build-local --plan: signs of ASCII',
    args: ['build-local', '--plan', '--offline'],
    fixture: 'test/fixtures/healthy_uv',
    ascii: true,
  },
  {
    name: 'doctor: --source with backslashes',
    args: ['doctor', '--offline', '--json', '--source', String.raw`back\end`],
    files: {'back/end/requirements.txt': 'flask==3.1.2\n'},
    code: 0,
    says: /"python_version_origin": "default"/,
    windowsOnly: true,
  },
  {
    name: 'doctor: --source with a drive letter',
    args: ['doctor', '--offline', '--json', '--source', 'z:back/end'],
    files: {'back/end/requirements.txt': 'flask==3.1.2\n'},
    code: 0,
    windowsOnly: true,
  },
  {name: 'doctor --list', args: ['doctor', '--list'], files: APP, code: 0},
  {name: 'doctor --explain', args: ['doctor', '--explain', 'version/file-invalid'], files: APP, code: 0},
  {name: 'doctor --help', args: ['doctor', '--help'], files: APP, code: 0},
]

function crlf(files) {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replaceAll(/\r?\n/g, '\r\n')]))
}
