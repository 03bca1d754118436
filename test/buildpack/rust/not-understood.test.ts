import assert from 'node:assert/strict'

import {parser} from '@lezer/rust'

import {NotUnderstood} from '../../../src/buildpack/not-understood.js'
import {CnbFiles} from '../../../src/buildpack/rust/cnb-files.js'
import {cnbWorld} from '../../../src/buildpack/rust/cnb-world.js'
import {Interpreter} from '../../../src/buildpack/rust/interpreter.js'
import {Program} from '../../../src/buildpack/rust/program.js'
import {createFileTree} from '../../../src/packaging/file-tree.js'

/** What isn't known exactly, in functions that are called without arguments. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'a format with a width': 'fn run() -> String { format!("{:>5}", 1) }',
  'a format of debugging': 'fn run() -> String { format!("{:?}", "a") }',
  'a label': "fn run() { 'a: loop { break 'a; } }",
  'a letter beyond ASCII, of which the property depends on the version of Unicode': "fn run() -> bool { 'é'.is_alphabetic() }",
  'a macro of the program': 'macro_rules! one { () => { 1 } }\nfn run() -> u8 { one!() }',
  'a method that nobody knows': 'fn run() -> usize { "a".escape_unicode().count() }',
  'a program without an end': 'fn run() { loop {} }',
  'an item on a condition': '#[cfg(feature = "x")]\nfn one() -> u8 { 1 }\nfn run() -> u8 { one() }',
  'an overflow': 'const MOST: u16 = 65_535;\nfn run() -> u16 { MOST + 1 }',
  'another crate': 'fn run() -> bool { regex::Regex::new("a").is_ok() }',
  'a number without a type that may not hold it': 'fn run() { let a = 100; let b = a + 100; }',
  'a panic of an index': 'fn run() -> u8 { [1, 2][2] }',
  'a panic of unwrap': 'fn run() -> u8 { None::<u8>.unwrap() }',
  'a panic': 'fn run() { panic!("x") }',
  'a part of a text within a character': 'fn run() -> &\'static str { &"é"[1..] }',
  'a static that changes': 'static mut COUNT: u8 = 0;\nfn run() -> u8 { COUNT }',
  'a text that is parsed as a number of unknown size': 'fn run() -> bool { "300".parse().is_ok() }',
  'a variable of the platform': 'fn run() -> bool { libcnb::Env::from_current().contains_key("PATH") }',
  'an order of its own': `
#[derive(PartialEq)]
struct One(u8);
impl PartialOrd for One { fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> { other.0.partial_cmp(&self.0) } }
fn run() -> bool { One(1) < One(2) }`,
  'async code': 'async fn one() {}\nfn run() { one(); }',
  'something on a condition within a function': 'fn run() -> u8 { #[cfg(unix)] return 1; 2 }',
  'two names from another crate': 'use other::*;\nfn run() -> u8 { one() }',
  'what a type has as its default, where it is not told':
    'fn run() -> usize { "x".parse::<u8>().map(|one| one.to_string()).unwrap_or_default().len() }',
  'what is beyond the app': 'fn run() -> bool { std::path::Path::new("/etc/passwd").exists() }',
  'what is beyond the app, by its parent': 'fn run() -> bool { std::path::Path::new("/workspace").join("../x").exists() }',
  'what is not Rust': 'fn run() -> u8 { 1 + }',
  'without a body': 'fn run() -> u8;',
}

describe('the interpreter of Rust refuses', () => {
  for (const [name, text] of Object.entries(PROGRAMS)) {
    it(name, () => {
      assert.throws(() => {
        const program = new Program({'src/main.rs': text}, parser)
        const world = cnbWorld(new CnbFiles(createFileTree(new Map()), 'NotFound'), {}, () => {})
        const found = program.root.values.get('run')
        assert.ok(found?.kind === 'function')
        new Interpreter(program, world, 5000).callFunction(found, [])
      }, NotUnderstood)
    })
  }
})
