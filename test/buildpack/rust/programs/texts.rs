//! Methods of texts. Every function's answer is in expected.json, as a compiler's program gave it.

const LINES: &[&str] = &[
    "", "\n", "a", "a\n", "a\r\n", "a\r", "a\n\n", "\r\n", "\r\r\n", "a\nb", "a\r\nb\r", "\u{2028}a", "a\u{85}b\u{b}c\u{c}d", "é\nü\r\n",
];
const TRIMMED: &[&str] = &[
    "", " ", "a", " a ", "\u{a0}a\u{3000}", "\u{feff}a\u{feff}", "\u{85}a\u{1680}", "\u{200b}a", "\t\n\u{b}\u{c}\r a b \r\n",
    "\u{2028}\u{2029}x\u{202f}\u{205f}", "\u{180e}x", "\u{1c}x\u{1f}", "#", "  # a", "é ", "\u{1F600} ",
];
const NUMBERS: &[&str] = &[
    "", "+", "-", "0", "-0", "+0", "00", "007", "+7", "-7", "++7", "7+", "7.0", " 7", "7 ", "65535", "65536", "+65535", "-1", "255", "256", "128", "127",
    "-128", "-129", "1e1", "0x1", "1_0", "٣", "３", "99999999999999999999999999", "00000000000000000000000000000001", "4294967295", "4294967296", "-32768", "-32769",
];
const PARTS: &[&str] = &["", ".", "a", "a.b", ".a", "a.", "a..b", "..", "é.ü", "a.b.c.d", "aXbXc"];

fn shown<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let found: Vec<String> = parts.map(|part| format!("[{part}]")).collect();
    found.join("")
}

pub fn lines() -> String {
    LINES.iter().map(|text| shown(text.lines())).collect::<Vec<_>>().join("|")
}

pub fn trims() -> String {
    let mut all = String::new();
    for text in TRIMMED {
        all.push_str(&format!("[{}][{}][{}]", text.trim(), text.trim_start(), text.trim_end()));
    }
    all
}

pub fn parses() -> String {
    let mut all = Vec::new();
    for text in NUMBERS {
        let small = text.parse::<u16>().map_or("no".to_string(), |number| number.to_string());
        let tiny: Result<i8, _> = text.parse();
        let tiny = match tiny {
            Ok(number) => format!("{number}"),
            Err(_) => String::from("no"),
        };
        let byte = text.parse::<u8>().ok().map(|number| number.to_string()).unwrap_or_else(String::new);
        let signed = text.parse::<i16>().is_ok();
        let wide = text.parse::<u32>().is_err();
        all.push(format!("{small},{tiny},{byte},{signed},{wide}"));
    }
    all.join(";")
}

pub fn parses_other() -> String {
    let flags = ["true", "false", "True", "", "1"].iter().map(|text| format!("{}", text.parse::<bool>().is_ok())).collect::<Vec<_>>().join(",");
    let characters = ["a", "é", "", "ab", "\u{1F600}"].iter().map(|text| text.parse::<char>().is_ok().to_string()).collect::<Vec<_>>().join(",");
    format!("{flags} {characters}")
}

pub fn splits() -> String {
    PARTS
        .iter()
        .map(|text| {
            [
                shown(text.split('.')),
                shown(text.split("..")),
                shown(text.splitn(2, '.')),
                shown(text.splitn(1, '.')),
                shown(text.splitn(0, '.')),
                shown(text.rsplit('.')),
                shown(text.split_terminator('.')),
                shown(text.split_inclusive('.')),
                shown(text.split(['.', 'X'])),
                shown(text.split(&['b', 'é'][..])),
                shown(text.split(|c: char| c.is_ascii_uppercase())),
                shown(text.matches('.')),
                shown(text.split(char::is_alphabetic_ascii_or_dot)),
            ]
            .join("/")
        })
        .collect::<Vec<String>>()
        .join("\n")
}

trait Own {
    fn is_alphabetic_ascii_or_dot(self) -> bool;
}

impl Own for char {
    fn is_alphabetic_ascii_or_dot(self) -> bool {
        self == '.' || self.is_ascii_alphabetic()
    }
}

pub fn words() -> String {
    ["", " ", "a b", " a\u{a0}b\tc ", "a\u{3000}\nb", "é"]
        .iter()
        .map(|text| format!("{}/{}", shown(text.split_whitespace()), shown(text.split_ascii_whitespace())))
        .collect::<Vec<_>>()
        .join("|")
}

pub fn pairs() -> String {
    PARTS
        .iter()
        .map(|text| {
            let once = match text.split_once('.') {
                Some((before, after)) => format!("{before}+{after}"),
                None => "-".to_string(),
            };
            let last = text.rsplit_once('.').map_or(String::new(), |(before, after)| format!("{before}+{after}"));
            let prefix = text.strip_prefix("a").unwrap_or("none");
            let suffix = text.strip_suffix('b').unwrap_or("none");
            format!("{once},{last},{prefix},{suffix}")
        })
        .collect::<Vec<_>>()
        .join("|")
}

pub fn places() -> String {
    ["", "a", "é.a", "..", "ab.c\u{1F600}.d"]
        .iter()
        .map(|text| {
            let at = |found: Option<usize>| found.map_or_else(|| "-".to_string(), |place| place.to_string());
            [at(text.find('.')), at(text.rfind('.')), at(text.find("a")), at(text.find(|c: char| !c.is_ascii())), text.len().to_string()].join(",")
        })
        .collect::<Vec<_>>()
        .join("|")
}

pub fn slices() -> String {
    let text = "aé\u{1F600}z";
    let mut all = String::new();
    for from in 0..=9 {
        for to in from..=9 {
            match text.get(from..to) {
                Some(part) => all.push_str(part),
                None => all.push('-'),
            }
            all.push(',');
        }
    }
    format!("{all} {} {} {}", &text[1..3], &text[..1], &text[7..])
}

pub fn tests() -> String {
    ["", "a", "#a", "a#", "##", "é#", "#é"]
        .iter()
        .map(|text| {
            format!(
                "{}{}{}{}{}{}",
                text.starts_with('#'),
                text.ends_with("#"),
                text.contains("##"),
                text.contains(['é', 'a']),
                text.is_empty(),
                text.is_ascii()
            )
        })
        .collect::<Vec<_>>()
        .join("|")
}

pub fn replaced() -> String {
    ["", "3.1\u{1b}2", "\u{ad}3", "\u{7f}\u{80}x", "aaa", "a.a"]
        .iter()
        .map(|text| {
            format!(
                "{},{},{},{}",
                text.replace(|c: char| c.is_ascii_control() || !c.is_ascii(), "\u{fffd}"),
                text.replace("aa", "b"),
                text.replace('a', ""),
                text.replacen('a', "c", 2)
            )
        })
        .collect::<Vec<_>>()
        .join("|")
}

pub fn trimmed_matches() -> String {
    ["", "xx", "xaxx", "xyxaxyx", "éaé"]
        .iter()
        .map(|text| {
            format!(
                "{},{},{},{}",
                text.trim_matches('x'),
                text.trim_start_matches("xy"),
                text.trim_end_matches(['x', 'y']),
                text.trim_start_matches(|c: char| !c.is_ascii())
            )
        })
        .collect::<Vec<_>>()
        .join("|")
}

pub fn cases() -> String {
    format!(
        "{}{}{}{}{}",
        "aBÉ".to_ascii_lowercase(),
        "aBé".to_ascii_uppercase(),
        "Ab".to_lowercase(),
        "Ab".to_uppercase(),
        "Ab".eq_ignore_ascii_case("aB")
    )
}

pub fn escapes() -> String {
    let text = "a\
        b \" \\ \t \u{1F600} \x41 \0";
    format!("{text}{{}}{}{}", r#"raw "\n""#, 'é')
}

pub fn characters() -> String {
    let mut all = String::new();
    for c in "a1 \u{85}\u{a0}\u{7f}Zé_\t\u{2028}".chars() {
        for is in [
            c.is_whitespace(),
            c.is_control(),
            c.is_ascii_digit(),
            c.is_ascii_alphanumeric(),
            c.is_ascii_punctuation(),
            c.is_ascii_whitespace(),
            c.is_digit(10),
            c.is_ascii_graphic(),
            c.is_ascii_uppercase(),
            c.is_ascii_hexdigit(),
        ] {
            all.push(if is { 'y' } else { 'n' });
        }
        all.push_str(&c.len_utf8().to_string());
    }
    let digits: Vec<String> = "0a9gz".chars().map(|c| c.to_digit(16).map_or("-".into(), |digit| digit.to_string())).collect();
    all + &digits.join("")
}

pub fn indices() -> String {
    let all: Vec<String> = "aé\u{1F600}z".char_indices().map(|(at, c)| format!("{at}{c}")).collect();
    let bytes: Vec<String> = "aé".bytes().map(|byte| byte.to_string()).collect();
    format!("{} {} {}", all.join(","), bytes.join(","), "aé".as_bytes().len())
}

pub fn built() -> String {
    let mut text = String::from("a");
    text.push('b');
    text.push_str("cd");
    let last = text.pop();
    text += "e";
    format!("{text}{}{}{}", last.is_some(), "ab".repeat(3), "x".to_owned() + "y")
}
