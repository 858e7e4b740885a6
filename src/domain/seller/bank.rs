//! Numbers of banks and their accounts, with the check digits between them.

use crate::domain::form::FieldFaults;

/// Reads digits, so many.
pub(super) fn digits(
    field: &'static str,
    typed: &str,
    count: usize,
    words: &str,
    faults: &mut FieldFaults,
) -> Option<String> {
    let plain: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    if plain.len() == count && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(plain);
    }
    faults.push((field, words.to_owned()));
    None
}

/// The check digits of both accounts, by the БИК.
pub(super) fn check_accounts(
    bik: Option<&str>,
    account: Option<&str>,
    corr: Option<&str>,
    faults: &mut FieldFaults,
) {
    const WORDS: &str = "Контрольная цифра счета не подходит к БИК: проверьте оба";
    let Some(bik) = bik else { return };
    if account.is_some_and(|account| !is_keyed(&bik[6..], account)) {
        faults.push(("account", WORDS.to_owned()));
    }
    if corr.is_some_and(|corr| !is_keyed(&format!("0{}", &bik[4..6]), corr)) {
        faults.push(("corr_account", WORDS.to_owned()));
    }
}

/// Whether the weighted sum of three digits of the bank and an account ends with zero (Банк России, № 515 of 1997).
fn is_keyed(bank: &str, account: &str) -> bool {
    let digits = bank.bytes().chain(account.bytes()).map(|byte| u32::from(byte.saturating_sub(b'0')));
    digits.zip([7, 1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight % 10).sum::<u32>() % 10
        == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_checked_against_the_bank() {
        // Of ten digits exactly one fits.
        let key = |bank: &str, plain: &str| {
            (0..10).filter(|digit| is_keyed(bank, &plain.replace('x', &digit.to_string()))).count()
        };
        assert_eq!(key("225", "40702810x00000000001"), 1);
        assert_eq!(key("025", "30101810x00000000225"), 1);
        assert!(is_keyed("025", "30101810400000000225"), "a correspondent account that everybody knows");
    }
}
