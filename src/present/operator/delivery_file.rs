//! Deliveries as pasted text: a line each, every fault by its line.

use std::collections::BTreeSet;

use super::pasted::{self, Layout, PastedRow, cut};
use crate::domain::delivery::Pin;
use crate::domain::form::FieldFaults;
use crate::domain::identity::RegNumber;
use crate::operations::deliveries::HandedIn;

/// The headings, in the order of the columns.
pub(super) const HEADINGS: [&str; 4] = ["Рег. номер", "PIN-код", "Наименование", "Комплект поставки"];
/// The maximum length of a name or a kit, in characters.
const TEXT_MOST: usize = 300;

/// The numbers that the lines begin with, for asking which of them are known.
#[must_use]
pub fn numbers(text: &str) -> Vec<String> {
    let numbers = pasted::rows(text).into_iter().filter_map(|row| RegNumber::parse(row.cell(0)).ok());
    numbers.map(String::from).collect()
}

/// Reads a pasted table; all that is wrong is told at once, each by its line.
pub fn read(text: &str, known: &BTreeSet<String>) -> Result<Vec<HandedIn>, FieldFaults> {
    let layout =
        Layout { headings: &HEADINGS, nothing: "вставьте строки комплектов" };
    let numbers = std::cell::RefCell::new(BTreeSet::new());
    pasted::read(text, layout, row, |row: &HandedIn, _| {
        let number = row.number.as_str();
        let here = known.contains(number).then(|| format!("номер {number} уже загружен"));
        let fresh = numbers.borrow_mut().insert(number.to_owned());
        let twice = (!fresh).then(|| format!("номер {number} стоит в таблице дважды"));
        here.into_iter().chain(twice).collect()
    })
}

fn row(pasted: &PastedRow) -> Result<HandedIn, Vec<String>> {
    let cell = |place: usize| pasted.cell(place);
    let number = RegNumber::parse(cell(0));
    let pin = Pin::parse(cell(1));
    let text = |place: usize| {
        let text = cell(place);
        let sound = text.chars().count() <= TEXT_MOST && !text.contains(char::is_control);
        sound.then(|| text.to_owned())
    };
    let name = text(2).filter(|name| !name.is_empty());
    let kit = text(3);
    match (number, pin, name, kit) {
        (Ok(number), Some(pin), Some(name), Some(kit)) => Ok(HandedIn { number, pin, name, kit }),
        (number, pin, name, kit) => Err([
            number.is_err().then(|| format!("«{}»: не понимаю «{}»", HEADINGS[0], cut(cell(0)))),
            // A PIN is not repeated: it may be right but for one digit.
            pin.is_none().then(|| format!("«{}»: от 6 до 32 цифр", HEADINGS[1])),
            name.is_none().then(|| format!("«{}»: от 1 до {TEXT_MOST} символов", HEADINGS[2])),
            kit.is_none().then(|| format!("«{}»: не больше {TEXT_MOST} символов", HEADINGS[3])),
        ]
        .into_iter()
        .flatten()
        .collect()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn deliveries_are_read_with_pins_of_their_own_length() {
        let text = "Рег. номер;PIN-код;Наименование;Комплект поставки\n\
                    800123456;1234 5678 9012 3456;1С:Бухгалтерия 8 ПРОФ;Коробка\n\
                    800123457;123456789012;1С:Касса;";
        let read = read(text, &BTreeSet::new()).unwrap();
        assert_eq!(read.iter().map(|row| row.pin.digits().len()).collect::<Vec<_>>(), [16, 12]);
        assert_eq!(numbers(text), ["800123456", "800123457"]);
    }

    #[test]
    fn every_fault_is_told_by_its_line_and_no_pin_is_repeated() {
        let text = "800123456;1234567890123456;1С:Бухгалтерия 8\n\
                    номер;12345;;\n\
                    800123457;1234567890123456;1С:Касса;\n\
                    800123458;1234567890123456;1С:Касса;\n\
                    800123458;1234567890123456;1С:Касса;";
        let known = BTreeSet::from(["800123457".to_owned()]);
        let faults: Vec<_> = read(text, &known).unwrap_err().into_iter().map(|(_, words)| words).collect();
        assert_eq!(
            faults,
            [
                "В строке 1 три столбца, а нужно четыре: «Рег. номер», «PIN-код», «Наименование», «Комплект поставки».",
                "Строка 2: «Рег. номер»: не понимаю «номер»",
                "Строка 2: «PIN-код»: от 6 до 32 цифр",
                "Строка 2: «Наименование»: от 1 до 300 символов",
                "Строка 3: номер 800123457 уже загружен",
                "Строка 5: номер 800123458 стоит в таблице дважды",
            ]
        );
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            let _ = (read(&text, &BTreeSet::new()), numbers(&text));
        }
    }
}
