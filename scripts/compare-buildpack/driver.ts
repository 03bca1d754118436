/**
 * A bash program that makes the buildpack in the folder `$1` decide about each case in the folder `$2`: its bin/detect,
 * then what its bin/compile does up to the download of Python, with its own functions. Each case is a folder with
 * `build`, `cache`, `env` and the file `stack`; the answers are put beside them.
 */
export const DRIVER = String.raw`
checkout=$1
unset LC_ALL PYTHONHOME PYTHONPATH
export LANG=en_US.UTF-8

decide() {
	set -eu -o pipefail -o errtrace
	shopt -s inherit_errexit
	export BUILDPACK_DIR=$checkout BUILD_DIR=$1/build CACHE_DIR=$1/cache ENV_DIR=$1/env STACK
	STACK=$(<"$1/stack")
	local library
	for library in bin/utils lib/{utils,build_data,cache,checks,hooks,output,package_manager,python_version}; do
		[[ -f $checkout/$library ]] || library+=.sh
		source "$checkout/$library"
	done
	build_data::setup
	trap 'utils::err_trap' ERR
	checks::ensure_supported_stack "$STACK"
	checks::duplicate_python_buildpack "$BUILD_DIR"
	cd "$BUILD_DIR"
	hooks::run_hook pre_compile
	checks::existing_python_dir_present "$BUILD_DIR"
	manager=$(package_manager::determine_package_manager "$BUILD_DIR")
	build_data::set_string package_manager "$manager"
	checks::existing_venv_dir_present "$BUILD_DIR"
	cached=$(cache::cached_python_full_version "$CACHE_DIR")
	python_version::read_requested_python_version "$BUILD_DIR" "$manager" "$cached" requested source_of_request
	build_data::set_string python_version_requested "$requested"
	build_data::set_string python_version_origin "$source_of_request"
	case $source_of_request in
		default) output::step "No Python version was specified. Using the buildpack default: Python $requested" ;;
		cached) output::step "No Python version was specified. Using the same major version as the last build: Python $requested" ;;
		*) output::step "Using Python $requested specified in $source_of_request" ;;
	esac
	resolved=$(python_version::resolve_python_version "$requested" "$source_of_request")
	build_data::set_string python_version "$resolved"
	[[ $requested == "$resolved" ]] && pinned=true || pinned=false
	build_data::set_raw python_version_pinned $pinned
	python_version::warn_or_error_if_python_version_file_missing "$source_of_request" "\${resolved%.*}" "$manager"
	python_version::warn_if_deprecated_major_version "\${resolved%.*}" "$source_of_request"
	python_version::warn_if_patch_update_available "$resolved" "\${resolved%.*}" "$source_of_request"
}

for folder in "$2"/*; do
	(source "$checkout/bin/detect" "$folder/build") >"$folder/detect.out" 2>/dev/null
	echo $? >"$folder/detected"
	[[ $(<"$folder/detected") == 0 ]] || continue
	(decide "$folder") >"$folder/stdout" 2>"$folder/stderr"
	echo $? >"$folder/status"
done
`.replaceAll('\\${', '${')
