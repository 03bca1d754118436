/**
 * A Cloud Native Buildpack that never was, in the form in which the real one is written: with what it is asked for, and with decisions
 * of its own. It refuses an old.txt, and takes uv.lock before requirements.txt.
 */
export const CNB_PROGRAM: Readonly<Record<string, string>> = {
  'src/errors.rs': `
use crate::Trouble;
use crate::choice::ChoiceError;
use libherokubuildpack::log::log_error;

pub(crate) fn tell(error: libcnb::Error<Trouble>) {
    match error {
        libcnb::Error::BuildpackError(trouble) => match trouble {
            Trouble::Choice(ChoiceError::OldFile { name }) => log_error(
                format!("The file {name} is too old"),
                formatdoc! {"Delete {name}."},
            ),
            Trouble::Choice(ChoiceError::Nothing) => {
                log_error("Couldn't find any supported Python package manager files", "Add one.");
            }
        },
        _ => log_error("Something else", "Try again."),
    }
}
`,
  'src/choice.rs': `
use std::fmt::{self, Display};
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PackageManager {
    Pip,
    Uv,
}

const FILES: &[(&str, PackageManager)] = &[("uv.lock", PackageManager::Uv), ("requirements.txt", PackageManager::Pip)];

pub(crate) enum ChoiceError {
    Nothing,
    OldFile { name: String },
}

pub(crate) fn choose(app: &Path) -> Result<PackageManager, ChoiceError> {
    if let Some(name) = ["old.txt", "older.txt"].iter().find(|name| app.join(name).exists()) {
        return Err(ChoiceError::OldFile { name: name.to_string() });
    }
    FILES
        .iter()
        .find_map(|&(file, manager)| app.join(file).exists().then_some(manager))
        .ok_or(ChoiceError::Nothing)
}
`,
  'src/main.rs': `
mod choice;
mod errors;
mod layers;
mod python_version;

use crate::choice::{ChoiceError, PackageManager};
use crate::python_version::{DEFAULT_PYTHON_VERSION, LATEST_PYTHON_3_16, RequestedPythonVersion};
use libcnb::build::{BuildContext, BuildResult, BuildResultBuilder};
use libcnb::detect::{DetectContext, DetectResult, DetectResultBuilder};
use libherokubuildpack::log::log_warning;

struct Example;

impl libcnb::Buildpack for Example {
    type Error = Trouble;

    fn detect(&self, context: DetectContext<Self>) -> libcnb::Result<DetectResult, Self::Error> {
        if context.app_dir.join("alien.txt").exists() {
            DetectResultBuilder::fail().build()
        } else {
            DetectResultBuilder::pass().build()
        }
    }

    fn build(&self, context: BuildContext<Self>) -> libcnb::Result<BuildResult, Self::Error> {
        let package_manager = choice::choose(&context.app_dir).map_err(Trouble::Choice)?;
        let requested = DEFAULT_PYTHON_VERSION;
        let version = LATEST_PYTHON_3_16;
        if let RequestedPythonVersion {
            major: 3,
            minor: 10,
            ..
        } = &requested
        {
            log_warning("Python 3.10", "It is end-of-life in October 2026, and ends on 6th January 2027.");
        }
        layers::python::install(&context, &version)?;
        match package_manager {
            PackageManager::Pip => layers::pip::install(&context)?,
            PackageManager::Uv => {
                layers::uv::install(&context)?;
            }
        }
        BuildResultBuilder::new().build()
    }

    fn on_error(&self, error: libcnb::Error<Self::Error>) {
        errors::tell(error);
    }
}

pub(crate) enum Trouble {
    Choice(ChoiceError),
}

impl From<Trouble> for libcnb::Error<Trouble> {
    fn from(trouble: Trouble) -> Self {
        Self::BuildpackError(trouble)
    }
}
`,
  'src/python_version.rs': `
use std::fmt::{self, Display};

pub(crate) const DEFAULT_PYTHON_VERSION: RequestedPythonVersion = RequestedPythonVersion {
    major: 3,
    minor: 16,
    origin: Origin::BuildpackDefault,
};

${[10, 11, 12, 13, 14, 15].map((minor) => `pub(crate) const LATEST_PYTHON_3_${minor}: PythonVersion = PythonVersion::new(3, ${minor}, 30);`).join('\n')}
pub(crate) const LATEST_PYTHON_3_16: PythonVersion = PythonVersion::new(3, 16, 1);
pub(crate) const OLDEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = 10;
pub(crate) const NEWEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = 16;

pub(crate) enum Origin {
    BuildpackDefault,
}

pub(crate) struct RequestedPythonVersion {
    pub(crate) major: u16,
    pub(crate) minor: u16,
    pub(crate) origin: Origin,
}

impl Display for RequestedPythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

pub(crate) struct PythonVersion(u16, u16, u16);

impl PythonVersion {
    pub(crate) const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Self(major, minor, patch)
    }
}

impl Display for PythonVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(major, minor, patch) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}
`,
}
