import {byName} from '../../common/by-name.js'

/**
 * Packages whose imports have another name, by that name. All others are taken to be imported by their own name.
 * Several: each of them brings it. Source: the packages' own documentation.
 */
export const PACKAGES_OF_IMPORTS: Readonly<Record<string, readonly string[]>> = byName({
  Crypto: ['pycryptodome', 'pycrypto'],
  MySQLdb: ['mysqlclient'],
  OpenSSL: ['pyopenssl'],
  PIL: ['pillow', 'pillow-simd'],
  attr: ['attrs'],
  bs4: ['beautifulsoup4'],
  corsheaders: ['django-cors-headers'],
  cv2: ['opencv-python', 'opencv-python-headless', 'opencv-contrib-python', 'opencv-contrib-python-headless'],
  dateutil: ['python-dateutil'],
  debug_toolbar: ['django-debug-toolbar'],
  decouple: ['python-decouple'],
  django_filters: ['django-filter'],
  docx: ['python-docx'],
  dotenv: ['python-dotenv'],
  environ: ['django-environ', 'environ-config'],
  factory: ['factory-boy'],
  fitz: ['pymupdf'],
  git: ['gitpython'],
  jose: ['python-jose'],
  jwt: ['pyjwt'],
  magic: ['python-magic'],
  multipart: ['python-multipart'],
  pkg_resources: ['setuptools'],
  psycopg: ['psycopg', 'psycopg-binary'],
  psycopg2: ['psycopg2', 'psycopg2-binary'],
  rest_framework: ['djangorestframework'],
  sklearn: ['scikit-learn'],
  slugify: ['python-slugify', 'unicode-slugify'],
  storages: ['django-storages'],
  telegram: ['python-telegram-bot'],
  yaml: ['pyyaml'],
})
