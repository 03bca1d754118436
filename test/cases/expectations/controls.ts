import {control, type Expectation} from '../expectation.js'

/** Apps that work. Nothing may be said of them that is worse than an info, but for what is named. */
export const CONTROLS: Readonly<Record<string, Expectation>> = {
  '000-healthy-django': control(),
  '000-healthy-flask': control(),
  '040a': control('deps/transitive-unpinned'),
  '051c': control(),
  '055b': control(),
  '058c': control(),
  // pip installs requirements-test.txt too on Heroku CI. Source: lib/pip.sh, INSTALL_TEST.
  '066': control(),
  C02: control(),
  C03: control(),
  C05: control(),
  C06: control(),
  C08: control(),
  C09: control(),
  C12: control(),
  C15: control(),
  D3: control(),
}
