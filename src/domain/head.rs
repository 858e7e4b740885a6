//! The head of a chain: its length and the hash of its last entry. A head recorded outside the database later proves
//! that no earlier entry was changed or removed.

use std::collections::HashMap;
use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ids::PartnerId;

/// The length of a hash in hex digits.
const DIGITS: usize = 64;

/// The head of a chain. As a line, `1 42 9f86…`, it appears in the file of heads and in letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The chain: the partner's id, 0 for the operator.
    pub chain: PartnerId,
    /// The sequence number of its last entry.
    pub sequence: i64,
    /// The hash of that entry: SHA-256 in lower-case hex.
    pub hash: String,
}

/// How often heads are mailed to those responsible for a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Once a week, from Monday on.
    Weekly,
    /// Once a day.
    Daily,
}

impl Rhythm {
    /// The name of the period that contains a Moscow day; one head is mailed in each. Weeks are those of ISO 8601, so
    /// the week around New Year is one period.
    #[must_use]
    pub fn period(self, day: NaiveDate) -> String {
        match self {
            Self::Weekly => {
                let week = day.iso_week();
                format!("{}-W{:02}", week.year(), week.week())
            }
            Self::Daily => day.to_string(),
        }
    }
}

/// An unreadable line of a file of heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The line, from 1.
    pub line: usize,
    /// The fault.
    pub words: String,
}

impl fmt::Display for Head {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}", self.chain, self.sequence, self.hash)
    }
}

impl fmt::Display for LineFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}: {}", self.line, self.words)
    }
}

/// Parses a file of heads: one a line, in any order, also several of a chain; `#` begins a comment. Reports all faults
/// at once. A file without a head proves nothing and is a fault.
pub fn read(text: &str) -> Result<Vec<Head>, Vec<LineFault>> {
    let (mut heads, mut faults) = (Vec::new(), Vec::new());
    let mut known: HashMap<(PartnerId, i64), (String, usize)> = HashMap::new();
    for (place, text) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let (line, text) = (place + 1, text.trim());
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        match read_line(text) {
            Err(words) => faults.push(LineFault { line, words }),
            Ok(head) => {
                let place = (head.chain, head.sequence);
                let (hash, first) = known.entry(place).or_insert_with(|| (head.hash.clone(), line));
                if *hash != head.hash {
                    let words = format!("contradicts line {first}: the same entry with another hash");
                    faults.push(LineFault { line, words });
                }
                heads.push(head);
            }
        }
    }
    if heads.is_empty() && faults.is_empty() {
        faults.push(LineFault { line: 1, words: "the file holds no head".to_owned() });
    }
    if faults.is_empty() { Ok(heads) } else { Err(faults) }
}

fn read_line(text: &str) -> Result<Head, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [chain, sequence, hash] = words[..] else {
        return Err(format!("three words are needed (chain, sequence, hash), here are {}", words.len()));
    };
    let chain = number(chain, 0).ok_or_else(|| format!("`{chain}` is no number of a chain"))?;
    let sequence = number(sequence, 1).ok_or_else(|| format!("`{sequence}` is no number of an entry"))?;
    let is_digest = hash.len() == DIGITS
        && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if !is_digest {
        return Err(format!("`{hash}` is no hash: {DIGITS} digits 0–9 and a–f"));
    }
    Ok(Head { chain: PartnerId(chain), sequence, hash: hash.to_owned() })
}

fn number(text: &str, least: i64) -> Option<i64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| plain && *number >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(digit: char) -> String {
        digit.to_string().repeat(DIGITS)
    }

    #[test]
    fn what_is_written_is_read_back_with_comments_and_foreign_line_ends() {
        let heads = [
            Head { chain: PartnerId(0), sequence: 7, hash: hash('a') },
            Head { chain: PartnerId(12), sequence: 1, hash: hash('0') },
            Head { chain: PartnerId(0), sequence: 6, hash: hash('b') },
        ];
        let lines: Vec<String> = heads.iter().map(ToString::to_string).collect();
        let file = format!("\u{FEFF}# heads\r\n\r\n{}\r\n", lines.join("\r\n"));
        assert_eq!(read(&file).unwrap(), heads);
    }

    #[test]
    fn a_week_is_one_period_where_a_year_ends() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        for (one, period) in [
            (day(2026, 12, 27), "2026-W52"),
            (day(2026, 12, 28), "2026-W53"),
            (day(2027, 1, 1), "2026-W53"),
            (day(2027, 1, 3), "2026-W53"),
            (day(2027, 1, 4), "2027-W01"),
        ] {
            assert_eq!(Rhythm::Weekly.period(one), period);
            assert_eq!(Rhythm::Daily.period(one), one.to_string());
        }
    }

    #[test]
    fn all_faults_are_told_at_once_with_their_lines() {
        let (good, other) = (hash('a'), hash('b'));
        let file = format!("1 7 {good}\n1 7\n-1 7 {good}\n1 0 {good}\n1 7 {}\n1 7 {other}\n", &good[1..]);
        let faults = read(&file).unwrap_err();
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6]);
        assert_eq!(faults[4].to_string(), "line 6: contradicts line 1: the same entry with another hash");
        for empty in ["", "# nothing\n"] {
            assert_eq!(read(empty).unwrap_err()[0].words, "the file holds no head");
        }
        assert!(read(&format!("1 7 {}", good.to_uppercase())).is_err());
    }
}
