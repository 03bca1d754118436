import type {WarningId} from '../../buildpack/failure.js'
import type {Prediction} from '../../buildpack/prediction.js'
import type {Releases} from '../../buildpack/release.js'

import {majorOf} from '../../buildpack/version-number.js'

/** The buildpack's warnings in our own words, at most 60 characters a line as its own are. */
export function warningText(id: WarningId, {python_version, python_version_origin}: Prediction, {classic}: Releases): string[] {
  const version = python_version ?? ''
  const major = majorOf(version)
  const {deprecated, latest} = classic.python
  const file = python_version_origin ?? '.python-version'
  switch (id) {
    case 'python-version-unspecified':
      return [
        'Warning: No Python version was specified.',
        '',
        'A new app gets the newest version, and keeps its major',
        'version from then on. Pin it: heroku python:pin',
      ]

    case 'runtime-txt-deprecated':
      return [
        'Warning: The runtime.txt file is deprecated.',
        '',
        'A .python-version file takes its place.',
        'This command converts it: heroku python:pin',
      ]

    case 'python-version-deprecated':
      return [
        `Warning: Support for Python ${major} is deprecated!`,
        '',
        `It gets no security updates after ${deprecated?.endOfLife ?? 'its end of life'}.`,
        `The buildpack drops it on ${deprecated?.removed ?? 'that date'}.`,
        `Change the version in ${file}.`,
      ]

    case 'python-patch-update-available':
      return [
        'Warning: A Python patch update is available!',
        '',
        `The app asks for ${version}; ${latest[major] ?? 'a newer one'} is out.`,
        `Write ${major} into ${file} to get patch releases`,
        'with each build.',
      ]
  }
}
