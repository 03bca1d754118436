import {ERROR, expects, type Expectation, find, SERIOUS, WARNING} from '../expectation.js'

/** What the list of packages itself says. */
export const PACKAGES: Readonly<Record<string, Expectation>> = {
  '015': {
    ...expects('packages', find('deps/private-index-creds', ERROR, /POETRY_HTTP_BASIC_CORP_USERNAME/)),
    allows: ['deps/poetry-lock-stale', 'procfile/server-not-in-deps'],
  },
  // tensorflow 2.19.0 has no wheel for the case's Python 3.13, and no source.
  '034a': {
    ...expects('packages', find('deps/slug-heavy', WARNING, /tensorflow-cpu/)),
    allows: ['deps/python-unsupported'],
  },
  '034c': expects(
    'packages',
    find('deps/slug-heavy', WARNING, /openai-whisper/, /sentence-transformers/, /ultralytics/, /torch/),
  ),
  '034d': expects(
    'packages',
    find('deps/slug-heavy', WARNING, /tensorflow-cpu/),
    find('deps/python-unsupported|deps/requires-python', ERROR, /tensorflow/, /3\.13/),
  ),
  '041d': expects('packages', find('deps/spacy-model', ERROR, /en[_-]core[_-]web[_-]sm/)),
  '044a': expects('packages', find('deps/broken-pair', ERROR, /flask/i, /jinja2/i, /3\.1/)),
  '044c': expects('packages', find('deps/conflicting-pins', ERROR, /flask/i, /werkzeug/i, /2\.0\.3/)),
  '045a': expects('packages', find('deps/broken-pair', ERROR, /gunicorn/, /pkg_resources/)),
  '045b': expects('packages', find('deps/setuptools-runtime', SERIOUS, /setuptools<82|setuptools.*82/, /pkg_resources/)),
  '045d': expects('packages', find('deps/broken-pair', ERROR, /gunicorn/, /pkg_resources/, /82/)),
  '047a': expects(
    'packages',
    find(
      'deps/python-unsupported|deps/no-wheel',
      ERROR,
      /pydantic-core|pydantic_core/,
      /3\.14/,
      /python:pin 3\.1[0-3]|upgrade|pydantic.{0,20}2\.1\d/,
    ),
  ),
  // The index has numpy 1.21.6 for Python below 3.11 only, by its Requires-Python.
  '047b': expects('packages', find('deps/python-unsupported|deps/requires-python', ERROR, /numpy/, /pandas/, /3\.13/)),
  '047c': expects('packages', find('deps/python-unsupported|deps/no-wheel', SERIOUS, /psycopg2-binary/, /3\.13/)),
  '051b': expects(
    'packages',
    find(
      'deps/windows-only',
      ERROR,
      /pypiwin32/,
      /pywinpty/,
      /windows-curses/,
      /python-magic-bin/,
      /twisted-iocpsupport/,
      /pyobjc-core/,
    ),
  ),
  '052b': expects('packages', find('deps/conda-only', ERROR, /\bconda\b/, /menuinst/, /anaconda-navigator/, /mkl-service/)),
  '055c': expects('packages', find('deps/psycopg-missing', SERIOUS, /psycopg/)),
  '076': expects('packages', find('deps/vcs-unreachable', ERROR, /ssh/i, /https/)),
  '076b': expects('packages', find('deps/vcs-unreachable', ERROR, /git:\/\//, /https/)),
  '077-online': expects('packages', find('deps/requires-python|deps/python-unsupported', ERROR, /django/i, /3\.12/)),
}

/** What the stack's image lacks. */
export const SYSTEM: Readonly<Record<string, Expectation>> = {
  '022b': expects('system', find('deps/system-library', SERIOUS, /opencv-contrib-python-headless/, /libGL|libgl1/)),
  '022c': expects('system', find('deps/system-library', SERIOUS, /opencv-python-headless/, /packages\.txt/, /Aptfile/)),
  '024a': expects('system', find('deps/browser-missing', SERIOUS, /chrome-for-testing/)),
  '030': expects('system', find('deps/gdal-without-geo', ERROR, /pygdal/, /geo/)),
  '053a': expects('system', find('deps/browser-missing', SERIOUS, /playwright/, /browser/)),
  '054a': expects('system', find('deps/system-program', SERIOUS, /pytesseract/, /tesseract-ocr/)),
  // The images have poppler-utils and libmagic1, so that pdf2image and python-magic work.
  '054b': {
    ...expects(
      'system',
      find('deps/system-program', SERIOUS, /ffmpeg-python/, /ffmpeg/),
      find('deps/system-library', SERIOUS, /pyzbar/, /libzbar0/),
    ),
    never: [
      {id: 'deps/system-program', names: /pdf2image|python-magic/},
      {id: 'deps/system-library', names: /pdf2image|python-magic/},
    ],
  },
  // The build images have the headers of LDAP, SASL and cairo, and cmake. dlib is compiled in each build.
  '054d': {
    ...expects('system', find('deps/system-headers', ERROR, /pygraphviz/, /libgraphviz-dev|graphviz-dev/)),
    never: [{id: 'deps/system-headers', names: /python-ldap|pycairo/}],
  },
}
