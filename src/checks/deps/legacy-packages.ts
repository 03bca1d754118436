interface LegacyPackage {
  /** The versions that were tried and refused lie in this range, and the first and the last of them are its ends. */
  versions: string
  /** What their metadata asks for. */
  asksFor: string
  /** The next version, which pip takes. */
  fixedIn: string
}

/**
 * Versions that pip refuses since 24.1, for their metadata asks for other packages in a form that PEP 508 doesn't know.
 *
 * Source: each end was tried with pip 26.2.1 (`pip install --dry-run --no-deps NAME==VERSION`), and so were the versions
 * beside them; the names are those of public reports, and the buildpack's bin/warnings.
 */
export const LEGACY_METADATA: ReadonlyMap<string, LegacyPackage> = new Map([
  ['celery', {asksFor: 'pytz>dev', fixedIn: '5.2.1', versions: '>=3.1.17,<5.2.1'}],
  ['django-elasticsearch-dsl', {asksFor: 'elasticsearch-dsl>=7.2.0<8.0.0', fixedIn: '7.3', versions: '>=7.0.0,<7.3'}],
  ['json2python-models', {asksFor: 'python-dateutil>=2.7.*', fixedIn: '0.3.1', versions: '==0.3.0'}],
  ['lightning', {asksFor: 'torch>=1.9.*', fixedIn: '1.8.4', versions: '>=1.8.0,<1.8.4'}],
  ['mlflow', {asksFor: 'scikit-learn>=1.0.*', fixedIn: '1.28.0', versions: '==1.27.0'}],
  ['omegaconf', {asksFor: 'PyYAML>=5.1.*', fixedIn: '2.1.1', versions: '>=2.0.1,<2.1.1'}],
  ['pytorch-lightning', {asksFor: 'torch>=1.7.*', fixedIn: '1.8.4', versions: '>=1.5.4,<1.8.4'}],
  ['textract', {asksFor: 'extract-msg<=0.29.*', fixedIn: '2', versions: '==1.6.5'}],
  ['torchsde', {asksFor: 'numpy>=1.19.*', fixedIn: '0.2.6', versions: '==0.2.5'}],
])
