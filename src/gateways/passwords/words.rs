//! Russian words that are common in passwords, and the two ways to type them in Latin letters.

/// Common words of Russian speakers, besides the English ones that `zxcvbn` knows.
pub(super) const RUSSIAN: &str = "пароль привет любовь солнце солнышко наташа марина максим андрей сергей дмитрий \
    александр алексей николай владимир екатерина елена ольга татьяна светлана ирина анна мария юлия настя анастасия \
    виктория кристина евгений михаил иван роман артем денис антон никита россия москва спартак зенит динамо локомотив \
    люблю тебя любимая любимый котенок котик зайка малыш красотка принцесса пупсик кошка собака дракон мастер админ \
    администратор бухгалтер бухгалтерия директор менеджер оператор компьютер интернет работа отчет отчетность налог \
    налоговая организация фирма сбербанк один два три весна лето осень зима январь февраль март апрель май июнь июль \
    август сентябрь октябрь ноябрь декабрь понедельник вторник среда четверг пятница суббота воскресенье вход доступ \
    секрет тест новый мама папа семья счастье удача победа звезда ангел жизнь дом город мир абвгд абвгдежз";

/// The keys of both layouts, in the same order.
const LATIN_KEYS: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";
/// Russian letters with their transliterations; ъ and ь are left out.
const LETTERS: &str = "а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts \
    ч ch ш sh щ sch ы y э e ю yu я ya";

/// A text as typed in the other keyboard layout, in either direction.
pub(super) fn other_layouts(text: &str) -> [String; 2] {
    [switched(text, LATIN_KEYS, RUSSIAN_KEYS), switched(text, RUSSIAN_KEYS, LATIN_KEYS)]
}

fn switched(text: &str, from: &str, to: &str) -> String {
    let key = |typed: char| from.chars().zip(to.chars()).find(|(one, _)| *one == typed);
    text.chars().map(|typed| key(typed).map_or(typed, |(_, meant)| meant)).collect()
}

/// A word transliterated into Latin letters.
pub(super) fn latin(word: &str) -> String {
    let mut letters = LETTERS.split_whitespace();
    let table: Vec<(&str, &str)> = std::iter::from_fn(|| Some((letters.next()?, letters.next()?))).collect();
    let written = |letter: char| {
        let letter = letter.to_string();
        let found =
            table.iter().find(|(russian, _)| *russian == letter).map(|(_, latin)| (*latin).to_owned());
        found.unwrap_or(if matches!(letter.as_str(), "ъ" | "ь") { String::new() } else { letter })
    };
    word.chars().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_written_in_latin_letters_and_typed_in_the_wrong_layout() {
        assert_eq!(latin("щавель-7"), "schavel-7");
        assert_eq!(other_layouts("пароль")[1], "gfhjkm");
        assert_eq!(other_layouts("gfhjkm")[0], "пароль");
        assert_eq!(LATIN_KEYS.chars().count(), RUSSIAN_KEYS.chars().count());
    }
}
