import type {VersionOrigin} from '../../buildpack/prediction.js'
import type {PackageManager} from '../../buildpack/release.js'
import type {Seconds} from '../../common/json-values.js'
import type {BuildFailureReason} from '../plan/failure.js'

/**
 * What the buildpack stores of a build, under its own keys. Absent: the build didn't come so far, or it doesn't apply.
 * Sources: every `build_data::set_*` of bin/ and lib/ of heroku/heroku-buildpack-python.
 */
export interface BuildData extends Partial<Record<`${PackageManager}_version`, string>> {
  cache_restore_duration?: Seconds
  cache_save_duration?: Seconds
  cache_status?: 'discarded' | 'empty' | 'reused'
  dependencies_install_duration?: Seconds
  django_collectstatic?: 'disabled-env-var' | 'disabled-file' | 'enabled' | 'skipped-no-manage-py'
  django_collectstatic_duration?: Seconds
  failure_detail?: string
  failure_reason?: BuildFailureReason
  nltk_downloader?: 'enabled' | 'skipped-no-nltk-file'
  nltk_downloader_duration?: Seconds
  package_manager?: PackageManager
  package_manager_install_duration?: Seconds
  post_compile_hook?: boolean
  post_compile_hook_duration?: Seconds
  pre_compile_hook?: boolean
  pre_compile_hook_duration?: Seconds
  python_install_duration?: Seconds
  python_version?: string
  /** Files of the root with a name like .python-version, each with a comma after it. */
  python_version_files?: string
  python_version_major?: string
  python_version_origin?: VersionOrigin
  python_version_outdated?: boolean
  python_version_pinned?: boolean
  python_version_requested?: string
  setuptools_version?: string
  total_duration?: Seconds
}
