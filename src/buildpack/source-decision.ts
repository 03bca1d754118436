/** What a release of a buildpack decides about a source, by its own code. Apart from what interprets that, which few runs load. */
export interface SourceDecision {
  detected: boolean
  failure: null | {detail: string | null; reason: string}
  package_manager: string | null
  python_version: string | null
  python_version_origin: string | null
  python_version_requested: string | null
}

export const NOT_DETECTED = {
  detected: false,
  failure: null,
  package_manager: null,
  python_version: null,
  python_version_origin: null,
  python_version_requested: null,
} as const satisfies SourceDecision
