//! Data, patterns, conversions and control flow.

use std::cmp::Ordering;
use std::fmt::{self, Display};

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
enum Kind {
    Small,
    Big { size: u16 },
    Pair(u16, char),
}

#[derive(Clone, Debug, PartialEq)]
struct Version {
    major: u16,
    minor: u16,
    patch: Option<u16>,
}

#[derive(Debug)]
enum Error {
    Empty,
    Parse(ParseError),
    Other(String),
}

#[derive(Debug)]
enum ParseError {
    Many(Vec<String>),
    Wrong { text: String },
}

impl From<ParseError> for Error {
    fn from(error: ParseError) -> Self {
        Self::Parse(error)
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "empty"),
            Error::Parse(ParseError::Many(parts)) => write!(f, "many {}", parts.join("+")),
            Error::Parse(ParseError::Wrong { text }) => f.write_str(text),
            Self::Other(text) => write!(f, "other {text}"),
        }
    }
}

impl Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { major, minor, patch } = self;
        if let Some(patch) = patch {
            write!(f, "{major}.{minor}.{patch}")
        } else {
            write!(f, "{major}.{minor}")
        }
    }
}

impl Version {
    const ZERO: Version = Version::new(0, 0);

    const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor, patch: None }
    }

    fn with(&self, patch: u16) -> Self {
        Self { patch: Some(patch), ..self.clone() }
    }

    fn raise(&mut self) {
        self.minor += 1;
        if self.minor > 9 {
            self.major += 1;
            self.minor = 0;
        }
    }
}

const OLDEST: u16 = 10;
const NEWEST: u16 = OLDEST + 4;

fn parse(text: &str) -> Result<Version, Error> {
    let parts = text.split('.').map(str::parse).collect::<Result<Vec<u16>, _>>().unwrap_or_default();
    match parts[..] {
        [major, minor, patch] => Ok(Version { major, minor, patch: Some(patch) }),
        [major, minor] => Ok(Version::new(major, minor)),
        [] if text.is_empty() => Err(Error::Empty),
        [] => Err(ParseError::Wrong { text: text.to_string() })?,
        [_] | [_, _, _, ..] => Err(ParseError::Many(text.split('.').map(String::from).collect()).into()),
    }
}

pub fn versions() -> String {
    ["", "3", "3.1", "3.1.2", "3.1.2.3", "3.x", "+3.01", "3..1", "65536.1"]
        .iter()
        .map(|text| match parse(text) {
            Ok(version) => version.to_string(),
            Err(error) => format!("<{error}>"),
        })
        .collect::<Vec<_>>()
        .join(",")
}

fn judge(version: &Version) -> &'static str {
    let &Version { major, minor, patch } = version;
    match (major, minor, patch) {
        (..3, _, _) | (3, ..OLDEST, _) => "old",
        (3, NEWEST.., _) | (4.., _, _) => "new",
        (3, 10..=11, None) => "first",
        (3, 12, Some(0 | 1)) => "early",
        (3, 12, Some(patch)) if patch > 100 => "late",
        (_, minor @ (12 | 13), _) => {
            if minor == 12 {
                "twelve"
            } else {
                "thirteen"
            }
        }
        _ => "any",
    }
}

pub fn judged() -> String {
    let mut all = vec![];
    for major in 2..=4 {
        for minor in [9, 10, 11, 12, 13, 14, 15] {
            for patch in [None, Some(0), Some(1), Some(5), Some(101)] {
                all.push(judge(&Version { major, minor, patch }));
            }
        }
    }
    all.join(" ")
}

pub fn kinds() -> String {
    let kinds = [Kind::Small, Kind::Big { size: 3 }, Kind::Big { size: 2 }, Kind::Pair(1, 'a'), Kind::Pair(1, 'b')];
    let mut all = String::new();
    for one in kinds {
        for other in &kinds {
            let sign = match one.partial_cmp(other) {
                Some(Ordering::Less) => '<',
                Some(Ordering::Equal) => '=',
                Some(Ordering::Greater) => '>',
                None => '?',
            };
            all.push(sign);
            if one == *other && one >= *other {
                all.push('!');
            }
        }
    }
    let text = match kinds[3] {
        Kind::Pair(number, letter) if number == 1 => format!("{number}{letter}"),
        Kind::Pair(..) => "pair".to_string(),
        Kind::Big { .. } | Kind::Small => String::new(),
    };
    all + &text
}

fn first_big(kinds: &[Kind]) -> Option<u16> {
    let found = kinds.iter().find(|kind| matches!(kind, Kind::Big { size } if *size > 2))?;
    let Kind::Big { size } = found else {
        return None;
    };
    Some(*size)
}

pub fn options() -> String {
    let found = first_big(&[Kind::Small, Kind::Big { size: 1 }, Kind::Big { size: 7 }]);
    let none = first_big(&[Kind::Small]);
    let transposed: Result<Option<u16>, String> = Some(Err::<u16, String>("bad".into())).transpose();
    format!(
        "{} {} {} {} {} {}",
        found.map_or(0, |size| size + 1),
        none.is_none(),
        none.or(Some(3)).filter(|size| *size > 2).unwrap_or_default(),
        transposed.is_err(),
        found.and_then(|size| size.checked_sub(8)).is_none(),
        true.then_some(1).xor_none()
    )
}

trait XorNone {
    fn xor_none(self) -> bool;
}

impl XorNone for Option<u8> {
    fn xor_none(self) -> bool {
        self.is_some()
    }
}

fn sum_of(texts: &[&str]) -> Result<u16, Error> {
    let mut sum: u16 = 0;
    for text in texts {
        if text.is_empty() {
            continue;
        }
        if *text == "stop" {
            break;
        }
        sum += text.parse::<u16>().map_err(|_| Error::Other(format!("{text}?")))?;
    }
    Ok(sum)
}

pub fn results() -> String {
    let shown = |result: Result<u16, Error>| result.map_or_else(|error| error.to_string(), |sum| sum.to_string());
    [shown(sum_of(&["1", "", "2"])), shown(sum_of(&["1", "x"])), shown(sum_of(&["4", "stop", "x"]))].join(",")
}

pub fn changes() -> String {
    let mut version = Version::ZERO.with(3);
    for _ in 0..12 {
        version.raise();
    }
    let other = version.clone();
    version.raise();
    let mut count = 0;
    let mut add = |by: u16| {
        count += by;
        count
    };
    add(2);
    add(3);
    let (a, b) = (count, other == version);
    let name = "outer";
    let shadow = { let name = "inner"; name };
    format!("{version} {other} {a} {b} {name} {shadow}")
}

pub fn loops() -> String {
    let mut left = 5;
    let mut all = Vec::new();
    while left > 0 {
        left -= 1;
        if left == 3 {
            continue;
        }
        all.push(left.to_string());
    }
    let found = loop {
        left += 7;
        if left > 20 {
            break left;
        }
    };
    let mut words = "a b c".split(' ');
    while let Some(word) = words.next() {
        all.push(word.to_string());
        words.next();
    }
    format!("{} {found}", all.join(""))
}

pub fn patterns() -> String {
    let mut all = vec![];
    for list in [&[][..], &[1], &[1, 2], &[1, 2, 3], &[9, 2, 3, 9]] {
        let text = match list {
            [] => "none".to_string(),
            [only] => format!("only {only}"),
            [first, .., last] if first == last => format!("same {last}"),
            [first, rest @ ..] => format!("{first} and {}", rest.len()),
        };
        all.push(text);
    }
    for c in ['a', 'm', 'z', '0', 'é'] {
        all.push(match c {
            'a'..='l' => "first",
            'm'.. if c.is_ascii() => "second",
            '0'..='9' => "digit",
            _ => "other",
        }.to_string());
    }
    for number in [-5, 0, 5, 99] {
        all.push(match number {
            ..0 => "less".to_string(),
            0 => "null".to_string(),
            n @ 1..=9 => format!("small {n}"),
            _ => "big".to_string(),
        });
    }
    all.join(",")
}

pub fn sequences() -> String {
    let list = vec![3, 1, 2, 1];
    let text = |items: Vec<u16>| items.iter().map(|item| item.to_string()).collect::<Vec<String>>().join("");
    let taken = text(list.iter().copied().skip(1).take(2).collect());
    let reversed = text(list.iter().rev().copied().collect());
    let chained = text(list.iter().chain(&[7, 8]).copied().filter(|item| item % 2 == 1).collect());
    let zipped: Vec<String> = list.iter().zip("ab".chars()).map(|(item, c)| format!("{item}{c}")).collect();
    let numbered: Vec<String> = list.iter().enumerate().map(|(at, item)| format!("{at}{item}")).collect();
    let folded = list.iter().fold(0, |sum, item| sum * 2 + item);
    let most = list.iter().max().map_or(0, |item| *item);
    let least = list.iter().min().copied().unwrap_or(9);
    let flat: String = ["ab", "c"].iter().flat_map(|part| part.chars()).collect();
    let some: Vec<u16> = [Some(1), None, Some(3)].into_iter().flatten().collect();
    let all: Option<Vec<u16>> = [Some(1), None].into_iter().collect();
    let position = list.iter().position(|item| *item == 2);
    let total: u16 = list.iter().sum();
    let while_odd = text(list.iter().copied().take_while(|item| item % 2 == 1).collect());
    let after = text(list.iter().copied().skip_while(|item| item % 2 == 1).collect());
    let mut walked = list.iter();
    let any = walked.any(|item| *item == 1);
    let rest = walked.count();
    format!(
        "{taken} {reversed} {chained} {} {} {folded} {most} {least} {flat} {} {} {} {total} {while_odd} {after} {any} {rest} {} {} {}",
        zipped.join(","),
        numbered.join(","),
        text(some),
        all.is_none(),
        position.is_some_and(|at| at == 2),
        list.contains(&2),
        list.first() == list.get(0),
        list.last() == Some(&1)
    )
}

pub fn numbers() -> String {
    let all: Vec<u16> = ["1", "200"].iter().map(|text| text.parse()).collect::<Result<Vec<u8>, _>>().map(|all| all.into_iter().map(u16::from).collect()).unwrap_or_default();
    let none: Vec<u16> = ["1", "300"].iter().map(|text| text.parse()).collect::<Result<Vec<u8>, _>>().map_or_else(|_| vec![9], |all| all.into_iter().map(u16::from).collect());
    let default = "x".parse::<u16>().unwrap_or_default() + u16::MIN + "7".parse::<u16>().unwrap_or(1);
    let wide = u32::from(all[1]) * 1000 + u32::from(u8::MAX);
    format!("{}{} {} {} {default} {wide}", all.len(), all[0], none[0], 3u8.min(4).max(2))
}

pub fn conditions() -> String {
    let text = "12";
    let mut all = vec![];
    if let Some(c) = text.chars().next()
        && c == '1'
        && let Ok(number) = text.parse::<u8>()
    {
        all.push(format!("{number}{c}"));
    }
    let value = if text.len() > 1 { "long" } else if text.is_empty() { "empty" } else { "short" };
    all.push(value.to_string());
    all.push((true && !false || false).to_string());
    all.push((3 > 2 && 2 >= 2 && 1 != 2).to_string());
    all.push((1 + 2 * 3 - 4 / 2 % 3).to_string());
    all.push((-7 / 2).to_string() + &(-7 % 3).to_string());
    all.join(" ")
}

mod inner {
    use super::Kind;

    pub(super) const SIZE: u16 = 2;

    pub(super) fn size(kind: Kind) -> u16 {
        use super::Kind::{Big, Small};
        const DOUBLE: u16 = SIZE * 2;
        match kind {
            Small => 0,
            Big { size: DOUBLE } => 100,
            Big { size } => size,
            Kind::Pair(first, _) => first,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
    }
}

pub fn modules() -> String {
    use inner::size;
    let all = [Kind::Small, Kind::Big { size: 4 }, Kind::Big { size: inner::SIZE }, Kind::Pair(9, 'x')].map(size);
    all.iter().map(u16::to_string).collect::<Vec<_>>().join(",")
}

fn tail(bytes: &[u8]) -> Option<&str> {
    let mut bytes = bytes;
    while let [_, tail @ ..] = bytes {
        if let [b'=', b'=', version @ ..] = tail {
            return match std::str::from_utf8(version.trim_ascii()) {
                Ok(version) if !version.is_empty() => Some(version),
                _ => None,
            };
        }
        bytes = tail;
    }
    None
}

pub fn bytes() -> String {
    ["", "a==1.2\n", "a==", "==1", "a=1", "é== x "].iter().map(|text| tail(text.as_bytes()).unwrap_or("-")).collect::<Vec<_>>().join("|")
}
