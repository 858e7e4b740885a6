//! What a frozen sheet promises: its bytes, its version, its sums.

use rust_decimal::Decimal;

use crate::samples::{all, named};
use crate::{Kind, Roubles, Sheet, SheetFault};

#[test]
fn a_sheet_is_read_as_it_was_written() {
    let samples = all();
    for kind in Kind::ALL {
        assert!(samples.iter().any(|sample| sample.sheet.kind() == kind), "{kind:?}");
    }
    for sample in samples {
        let json = sample.sheet.written().unwrap();
        let read = Sheet::read(&json).unwrap();
        assert_eq!(read, sample.sheet, "{}", sample.name);
        assert_eq!(read.written().unwrap(), json, "{}", sample.name);
        assert!(json.contains(&format!("\"kind\":\"{}\"", read.kind().code())), "{}", sample.name);
    }
}

#[test]
fn the_form_of_version_1_never_changes() {
    let frozen = include_str!("version-1.jsonl");
    for line in frozen.lines() {
        assert_eq!(Sheet::read(line).unwrap().written().unwrap(), line);
    }
    let written = ["invoice-taxed", "correction-usual", "reconciliation-answered"]
        .map(|name| named(name).unwrap().written().unwrap());
    assert_eq!(frozen.lines().collect::<Vec<_>>(), written);
}

#[test]
fn another_version_an_unknown_field_and_fine_sums_are_refused() {
    let json = named("invoice-usual").unwrap().written().unwrap();
    let changed = |from: &str, to: &str| {
        assert!(json.contains(from), "{from}");
        Sheet::read(&json.replacen(from, to, 1)).unwrap_err()
    };
    let later = changed("{\"version\":1,", "{\"version\":2,\"novelty\":[],");
    assert!(matches!(later, SheetFault::Version(_)), "{later}");
    assert_eq!(later.to_string(), "the sheet has version 2, this program reads version 1");
    assert!(changed("{\"version\":1,", "{").to_string().contains("missing field `version`"));
    for (from, to) in [
        ("\"day\":", "\"novelty\":1,\"day\":"),
        ("\"inn\":", "\"novelty\":1,\"inn\":"),
        ("\"lines\":", "\"novelty\":1,\"lines\":"),
        ("\"treatment\":", "\"novelty\":1,\"treatment\":"),
        ("\"kind\":\"invoice\"", "\"kind\":\"novelty\""),
        ("\"5900.00\"", "\"5900.001\""),
        ("\"5900.00\"", "\"99999999999999999999.00\""),
    ] {
        assert!(matches!(changed(from, to), SheetFault::Form(_)), "{to}");
    }
}

#[test]
fn sums_that_contradict_each_other_are_all_told() {
    let mut sheet = named("invoice-taxed").unwrap();
    let crate::Content::Invoice(sale) = &mut sheet.content else { panic!("an invoice") };
    sale.lines[0].vat_amount = Roubles::from_kopecks(1);
    sale.lines[1].vat = crate::Vat::NotPayer;
    sale.totals.total = Roubles::ZERO;
    let told = sheet.written().unwrap_err().to_string();
    for part in ["line 1: amount and VAT", "line 2: there is VAT", "total of the VAT", "amounts with VAT"] {
        assert!(told.contains(part), "{told}");
    }
    let mut sheet = named("reconciliation-answered").unwrap();
    let crate::Content::Reconciliation(act) = &mut sheet.content else { panic!("an act") };
    act.ours.closing = Roubles::ZERO;
    act.theirs.as_mut().unwrap().debit = Roubles::ZERO;
    act.till = act.from.pred_opt().unwrap();
    let told = sheet.written().unwrap_err().to_string();
    for part in ["our side: the closing", "their side: the debits", "ends before"] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn an_amount_has_two_decimals_and_its_limits() {
    let read = |text: &str| Roubles::try_from(text.parse::<Decimal>().unwrap());
    assert_eq!(read("1440").unwrap().decimal().to_string(), "1440.00");
    assert_eq!(read("-0.5").unwrap().decimal().to_string(), "-0.50");
    assert_eq!(read("92233720368547758.07").unwrap().kopecks(), i64::MAX);
    for wrong in ["0.001", "92233720368547758.08", "-92233720368547758.08", "79228162514264337593543950335"] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    let most = Roubles::from_kopecks(i64::MAX);
    assert_eq!([most, most].into_iter().sum::<Roubles>(), most);
    assert_eq!(Roubles::sum([most, most]), None);
}
