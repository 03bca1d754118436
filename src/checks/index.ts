import type {Check} from './check.js'

import {hookBroken} from './build/hook-broken.js'
import {lastFailed} from './build/last-failed.js'
import {releaseFailed} from './build/release-failed.js'
import {newerRelease} from './build/newer-release.js'
import {nltkData} from './build/nltk.js'
import {hookAppFolder} from './build/hook-app-folder.js'
import {appJsonDrift} from './buildpacks/app-json-drift.js'
import {detectFails} from './buildpacks/detect-fails.js'
import {duplicatePython} from './buildpacks/duplicate-python.js'
import {noBuildpacks} from './buildpacks/none.js'
import {orderNative} from './buildpacks/order-native.js'
import {orderNode} from './buildpacks/order-node.js'
import {orderSubdir} from './buildpacks/order-subdir.js'
import {pinnedOrUrl} from './buildpacks/pinned-or-url.js'
import {thirdPartyExporter} from './buildpacks/third-party-exporter.js'
import {pythonMissing} from './buildpacks/python-missing.js'
import {retired} from './buildpacks/retired.js'
import {aptMissing} from './buildpacks/apt-missing.js'
import {buildpackUrl} from './config/buildpack-url.js'
import {disableCollectstatic} from './config/disable-collectstatic.js'
import {geoLegacy} from './config/geo-legacy.js'
import {hostileVar} from './config/hostile-var.js'
import {ignoredPipVar} from './config/ignored-pip-var.js'
import {postgresScheme} from './config/postgres-scheme.js'
import {pythonPath} from './config/pythonpath.js'
import {webConcurrency} from './config/web-concurrency.js'
import {hooksIgnored} from './fir/hooks-ignored.js'
import {ipv4Only} from './fir/ipv4-only.js'
import {pipenvUnsupported} from './fir/pipenv-unsupported.js'
import {subfolderIgnored} from './fir/subfolder-ignored.js'
import {linkUnreadable} from './fir/link-unreadable.js'
import {credentialsInFile} from './deps/credentials-in-file.js'
import {eggWithoutEditable} from './deps/egg-without-editable.js'
import {gdalWithoutGeo} from './deps/gdal-without-geo.js'
import {hashesWithEditable} from './deps/hashes-with-editable.js'
import {invalidRequirement} from './deps/invalid-requirement.js'
import {legacyMetadata} from './deps/legacy-metadata.js'
import {localFileUrl} from './deps/local-file-url.js'
import {localPathUnbumped} from './deps/local-path-unbumped.js'
import {importNotInstalled} from './deps/import-not-installed.js'
import {moduleRemoved} from './deps/module-removed.js'
import {nameRemoved} from './deps/name-removed.js'
import {noWheel} from './deps/no-wheel.js'
import {varMissing} from './config/var-missing.js'
import {redisTls} from './config/redis-tls.js'
import {sslRedirectLoop} from './django/ssl-redirect-loop.js'
import {settingRemoved} from './django/setting-removed.js'
import {staticDirMissing} from './django/static-dir-missing.js'
import {migrationsNotCommitted} from './django/migrations-not-committed.js'
import {importLetterCase} from './source/import-letter-case.js'
import {importMissing} from './source/import-missing.js'
import {importNotCommitted} from './source/import-not-committed.js'
import {pipenvLockStale} from './deps/pipenv-lock-stale.js'
import {pkgResourcesZero} from './deps/pkg-resources-zero.js'
import {platformToolDeclared} from './deps/platform-tool-declared.js'
import {poetryLockStale} from './deps/poetry-lock-stale.js'
import {poetryPackageMode} from './deps/poetry-package-mode.js'
import {privateIndexCreds} from './deps/private-index-creds.js'
import {privateVcsEnv} from './deps/private-vcs-env.js'
import {prodGroupSkipped} from './deps/prod-group-skipped.js'
import {psycopgMissing} from './deps/psycopg-missing.js'
import {psycopg2Source} from './deps/psycopg2-source.js'
import {pyprojectOnly} from './deps/pyproject-only.js'
import {pysqlite3} from './deps/pysqlite3.js'
import {requirementsEncoding} from './deps/requirements-encoding.js'
import {setuptoolsRuntime} from './deps/setuptools-runtime.js'
import {slugHeavy} from './deps/slug-heavy.js'
import {transitiveUnpinned} from './deps/transitive-unpinned.js'
import {unpinned} from './deps/unpinned.js'
import {uvLockStale} from './deps/uv-lock-stale.js'
import {vcsRefFloating} from './deps/vcs-ref-floating.js'
import {versionFromGit} from './deps/version-from-git.js'
import {windowsOnly} from './deps/windows-only.js'
import {unusedConstraints} from './deps/unused-constraints.js'
import {testToolMissing} from './deps/test-tool-missing.js'
import {systemLibrary} from './deps/system-library.js'
import {systemProgram} from './deps/system-program.js'
import {systemHeaders} from './deps/system-headers.js'
import {browserMissing} from './deps/browser-missing.js'
import {brokenPair} from './deps/broken-pair.js'
import {conflictingPins} from './deps/conflicting-pins.js'
import {pythonUnsupported} from './deps/python-unsupported.js'
import {requiresPython} from './deps/requires-python.js'
import {vcsUnreachable} from './deps/vcs-unreachable.js'
import {condaOnly} from './deps/conda-only.js'
import {notOnIndex} from './deps/not-on-index.js'
import {spacyModel} from './deps/spacy-model.js'
import {pipfileSourceUnnamed} from './deps/pipfile-source-unnamed.js'
import {aptNameGone} from './deps/apt-name-gone.js'
import {allowedHosts} from './django/allowed-hosts.js'
import {asgiOrder} from './django/asgi-order.js'
import {buildConfigMissing} from './django/build-config-missing.js'
import {debug} from './django/debug.js'
import {djangoHeroku} from './django/django-heroku.js'
import {managePyPlace} from './django/manage-py.js'
import {postgresAutoprovision} from './django/postgres-autoprovision.js'
import {sqlite} from './django/sqlite.js'
import {staticRoot} from './django/static-root.js'
import {manifestFileMissing} from './django/manifest-file-missing.js'
import {devServer} from './procfile/dev-server.js'
import {shellSyntax} from './procfile/shell-syntax.js'
import {typeName} from './procfile/type-name.js'
import {noWebProcess} from './procfile/no-web-process.js'
import {serverObject} from './procfile/server-object.js'
import {wrongInterface} from './procfile/wrong-interface.js'
import {workerClass} from './procfile/worker-class.js'
import {socketsNeedOneWorker} from './procfile/sockets-need-one-worker.js'
import {webDoesNotListen} from './procfile/web-does-not-listen.js'
import {programNotInstalled} from './procfile/program-not-installed.js'
import {fileMissing} from './procfile/file-missing.js'
import {notExecutable} from './procfile/not-executable.js'
import {celeryArguments} from './procfile/celery-arguments.js'
import {processNotScaled} from './procfile/process-not-scaled.js'
import {procfileInvalid} from './procfile/invalid.js'
import {procfileMisnamed} from './procfile/misnamed.js'
import {procfileMissing} from './procfile/missing.js'
import {portNotBound} from './procfile/port-not-bound.js'
import {serverNotInDeps} from './procfile/server-not-in-deps.js'
import {toolNotAtRuntime} from './procfile/tool-not-at-runtime.js'
import {webNotScaled} from './procfile/web-not-scaled.js'
import {wsgiModule} from './procfile/wsgi-module.js'
import {celeryApp} from './procfile/celery-app.js'
import {appObjectWithWorkers} from './procfile/app-object-with-workers.js'
import {herokuPythonDir} from './source/heroku-python-dir.js'
import {multiplePackageManagers} from './source/multiple-package-managers.js'
import {packageManagerInSubdir} from './source/package-manager-in-subdir.js'
import {packageManagerMissing} from './source/package-manager-missing.js'
import {packageManagerNotCommitted} from './source/package-manager-not-committed.js'
import {pipfileWithoutLock} from './source/pipfile-without-lock.js'
import {requirementsMisspelled} from './source/requirements-misspelled.js'
import {runtimePipInstall} from './source/runtime-pip-install.js'
import {setupPyOnly} from './source/setup-py-only.js'
import {uncommittedChanges} from './source/uncommitted-changes.js'
import {venvCommitted} from './source/venv-committed.js'
import {lfsPointer} from './source/lfs-pointer.js'
import {submoduleUnreachable} from './source/submodule-unreachable.js'
import {syntaxError} from './source/syntax-error.js'
import {stackDeprecated} from './stack/deprecated.js'
import {stackEol} from './stack/eol.js'
import {versionDeprecated} from './version/deprecated.js'
import {versionEol} from './version/eol.js'
import {fileEncoding} from './version/file-encoding.js'
import {fileInvalid} from './version/file-invalid.js'
import {fileMisspelled} from './version/file-misspelled.js'
import {fileMultiple} from './version/file-multiple.js'
import {patchPinned} from './version/patch-pinned.js'
import {pipfileLockInvalid} from './version/pipfile-lock-invalid.js'
import {requiresPythonMismatch} from './version/requires-python-mismatch.js'
import {runtimeTxt} from './version/runtime-txt.js'
import {versionUnavailable} from './version/unavailable.js'
import {versionUnspecified} from './version/unspecified.js'
import {uvNeedsFile} from './version/uv-needs-file.js'

import {moveCompiled} from './move/compiled.js'
import {moveDeprecated} from './move/deprecated.js'
import {moveFirAptfile} from './move/fir-aptfile.js'
import {moveFirBuildpacks} from './move/fir-buildpacks.js'
import {moveStackProgram} from './move/stack-program.js'
import {moveStandardLibrary} from './move/standard-library.js'
import {moveSyntax} from './move/syntax.js'
import {moveUnpinned} from './move/unpinned.js'

/** Every check, in the order of the catalogue. */
export const CHECKS: readonly Check[] = [
  packageManagerMissing,
  packageManagerInSubdir,
  packageManagerNotCommitted,
  requirementsMisspelled,
  multiplePackageManagers,
  pipfileWithoutLock,
  setupPyOnly,
  venvCommitted,
  herokuPythonDir,
  runtimePipInstall,
  importLetterCase,
  importMissing,
  importNotCommitted,
  uncommittedChanges,
  lfsPointer,
  submoduleUnreachable,
  syntaxError,
  versionEol,
  versionUnavailable,
  uvNeedsFile,
  runtimeTxt,
  fileMisspelled,
  fileInvalid,
  fileEncoding,
  fileMultiple,
  versionUnspecified,
  patchPinned,
  versionDeprecated,
  requiresPythonMismatch,
  pipfileLockInvalid,
  unpinned,
  transitiveUnpinned,
  vcsRefFloating,
  eggWithoutEditable,
  platformToolDeclared,
  windowsOnly,
  localFileUrl,
  localPathUnbumped,
  pkgResourcesZero,
  requirementsEncoding,
  hashesWithEditable,
  invalidRequirement,
  privateVcsEnv,
  privateIndexCreds,
  credentialsInFile,
  uvLockStale,
  poetryLockStale,
  pipenvLockStale,
  poetryPackageMode,
  versionFromGit,
  pyprojectOnly,
  prodGroupSkipped,
  slugHeavy,
  importNotInstalled,
  moduleRemoved,
  nameRemoved,
  noWheel,
  setuptoolsRuntime,
  gdalWithoutGeo,
  pysqlite3,
  legacyMetadata,
  psycopgMissing,
  psycopg2Source,
  unusedConstraints,
  testToolMissing,
  systemLibrary,
  systemProgram,
  systemHeaders,
  browserMissing,
  brokenPair,
  conflictingPins,
  pythonUnsupported,
  requiresPython,
  vcsUnreachable,
  condaOnly,
  notOnIndex,
  spacyModel,
  pipfileSourceUnnamed,
  aptNameGone,
  staticRoot,
  staticDirMissing,
  settingRemoved,
  sslRedirectLoop,
  migrationsNotCommitted,
  buildConfigMissing,
  allowedHosts,
  sqlite,
  debug,
  djangoHeroku,
  managePyPlace,
  asgiOrder,
  postgresAutoprovision,
  manifestFileMissing,
  procfileMissing,
  procfileMisnamed,
  procfileInvalid,
  shellSyntax,
  typeName,
  noWebProcess,
  serverNotInDeps,
  serverObject,
  wrongInterface,
  workerClass,
  socketsNeedOneWorker,
  portNotBound,
  webDoesNotListen,
  wsgiModule,
  programNotInstalled,
  fileMissing,
  notExecutable,
  celeryArguments,
  devServer,
  toolNotAtRuntime,
  webNotScaled,
  processNotScaled,
  celeryApp,
  appObjectWithWorkers,
  noBuildpacks,
  detectFails,
  duplicatePython,
  thirdPartyExporter,
  pinnedOrUrl,
  orderNative,
  orderNode,
  orderSubdir,
  appJsonDrift,
  pythonMissing,
  retired,
  aptMissing,
  buildpackUrl,
  hostileVar,
  pythonPath,
  ignoredPipVar,
  disableCollectstatic,
  webConcurrency,
  geoLegacy,
  postgresScheme,
  redisTls,
  varMissing,
  stackEol,
  stackDeprecated,
  hookBroken,
  nltkData,
  releaseFailed,
  newerRelease,
  lastFailed,
  hookAppFolder,
  pipenvUnsupported,
  hooksIgnored,
  subfolderIgnored,
  ipv4Only,
  linkUnreadable,
  moveSyntax,
  moveStandardLibrary,
  moveStackProgram,
  moveCompiled,
  moveFirBuildpacks,
  moveFirAptfile,
  moveUnpinned,
  moveDeprecated,
]
