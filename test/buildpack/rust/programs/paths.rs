//! Paths, without a disk.

use std::path::{Path, PathBuf};

const PATHS: &[&str] = &[
    "/workspace/a.txt", "/workspace/dir/", "/", "a", "", ".hidden", "a.tar.gz", "a.", "..", "/a/..", "/a/.", "./a/./b", "//a//b", "a/.b", "a/b.c/",
];

pub fn names() -> String {
    PATHS
        .iter()
        .map(|path| {
            let path = Path::new(path);
            let name = path.file_name().map_or("-".to_string(), |name| name.to_string_lossy().to_string());
            let extension = path.extension().and_then(|one| one.to_str()).unwrap_or("-");
            format!("{name}:{extension}:{}", path.is_absolute())
        })
        .collect::<Vec<_>>()
        .join(",")
}

pub fn joins() -> String {
    let mut all = vec![];
    for path in ["/workspace", "/workspace/", "", "a"] {
        for other in ["b", "b/", "/b", "", "../c", ".python-version"] {
            all.push(Path::new(path).join(other).display().to_string());
        }
    }
    all.join(",")
}

pub fn equal() -> String {
    [("a/b", "a//b"), ("a/b", "a/b/"), ("a/./b", "a/b"), ("./a", "a"), ("a", "b"), ("/a", "a")]
        .iter()
        .map(|(one, other)| (Path::new(one) == Path::new(other)).to_string())
        .collect::<Vec<_>>()
        .join(",")
}

pub fn made() -> String {
    let path: PathBuf = Path::new("/workspace").to_path_buf();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let root = Path::new("/");
    let other = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy();
    format!("{name} {other}")
}
