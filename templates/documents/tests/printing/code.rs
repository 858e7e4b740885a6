//! The payment code, read back by zbar as a bank's application would.

use sheets::Sheet;
use sheets::samples::{all, named};

use crate::tools::{asked, bare, document, file, text};

/// The codes on the first page of a document.
fn codes(name: &str, sheet: &Sheet) -> String {
    let pdf = file(&format!("code-{name}.pdf"), &document(sheet));
    let picture = pdf.with_extension("");
    let picture = picture.to_str().unwrap();
    asked("pdftoppm", &["-r", "200", "-png", "-singlefile", "-f", "1", pdf.to_str().unwrap(), picture]);
    let output = std::process::Command::new("zbarimg")
        .args(["--quiet", "--raw", "-Sbinary", &format!("{picture}.png")])
        .output()
        .expect("zbarimg is there; run tests/tools/prepare.sh");
    // 4 says that there is no code.
    assert!(output.status.success() || output.status.code() == Some(4), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_payment_code_is_read_field_by_field() {
    for (name, sum, vat) in
        [("invoice-usual", "1022000", "Без НДС"), ("invoice-taxed", "835998", "В том числе НДС 860,00 руб.")]
    {
        let sheet = named(name).unwrap();
        let code = codes(name, &sheet);
        let mut fields = code.trim_end_matches('\n').split('|');
        assert_eq!(fields.next(), Some("ST00012"));
        let fields: Vec<(&str, &str)> = fields.map(|field| field.split_once('=').unwrap()).collect();
        let purpose = format!("Оплата по счету № 2026-000005 от 31.10.2026. {vat}");
        let account = sheet.seller.account.as_ref().unwrap();
        let wanted = [
            ("Name", sheet.seller.name.as_str()),
            ("PersonalAcc", &account.number),
            ("BankName", &account.bank),
            ("BIC", &account.bik),
            ("CorrespAcc", &account.correspondent),
            ("Sum", sum),
            ("Purpose", &purpose),
            ("PayeeINN", &sheet.seller.inn),
            ("KPP", sheet.seller.kpp.as_deref().unwrap()),
        ];
        assert_eq!(fields, wanted, "{name}");
    }
}

#[test]
fn only_invoices_have_a_code_and_one_that_has_none_says_why() {
    for sample in all().into_iter().filter(|sample| !sample.name.starts_with("invoice")) {
        assert_eq!(codes(sample.name, &sample.sheet), "", "{}", sample.name);
    }
    let long = named("invoice-worst").unwrap();
    assert_eq!(codes("long", &long), "");
    let mut homeless = named("invoice-usual").unwrap();
    homeless.seller.account = None;
    assert_eq!(codes("homeless", &homeless), "");
    for (name, sheet, why) in [
        ("long", &long, "наименование получателя длиннее 160 знаков"),
        ("homeless", &homeless, "у получателя не указан банковский счет"),
    ] {
        let text = bare(&text(&format!("why-{name}.pdf"), &document(sheet)));
        assert!(text.contains(&bare(&format!("QR-код для оплаты не напечатан: {why}."))), "{text}");
    }
}

#[test]
fn a_name_that_is_too_long_gives_way_to_the_short_one() {
    let mut sheet = named("invoice-usual").unwrap();
    sheet.seller.name = named("invoice-worst").unwrap().seller.name;
    assert!(codes("short", &sheet).starts_with("ST00012|Name=ООО «Форсайт»|PersonalAcc="));
}
