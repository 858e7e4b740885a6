//! The words of what happened.

/// What happened, by the word under which the audit keeps it.
#[must_use]
pub fn event(verb: &str) -> &'static str {
    match verb {
        "received" => "заявление получено из 1С",
        "taken" => "взято в работу",
        "released" => "возвращено в очередь",
        "handed_over" => "передано коллеге",
        "parameters_set" => "изменены параметры подключения",
        "returned" => "возвращено на доработку",
        "rejected" => "отклонено",
        "held" => "отложено",
        "woken" => "снова в работе",
        "mended" => "исправлено клиентом",
        "withdrawn" => "отозвано клиентом",
        "expired" => "снято по сроку",
        "forwarded" => "отправлено оператору",
        "forwarding_undone" => "отправка отменена",
        "submitted" => "передано в удостоверяющий центр",
        "certificate_issued" => "получен сертификат",
        "authority_refused" => "удостоверяющий центр отказал",
        "operator_refused" => "оператор отказал",
        "approved" => "одобрено, продукты активированы",
        "completed" => "настройка завершена у клиента",
        "needs_attention" => "требует внимания",
        "noted" => "добавлена заметка",
        "resent" => "отправлено повторно",
        "reset" => "сброшено то, что застряло",
        "authority_key_set" => "сменился ключ учебного удостоверяющего центра",
        "setting_planned" => "изменена настройка",
        "prices_planned" => "изменены цены",
        "reason_worded" => "изменена причина",
        "terms_planned" => "изменены условия цен",
        "promotion_added" => "добавлена акция",
        "promotion_ended" => "изменено окончание акции",
        "partner_enrolled" => "партнер добавлен",
        "partner_card_changed" => "изменена карточка партнера",
        "contract_concluded" => "заключен договор",
        "discount_planned" => "изменена скидка",
        "organization_transferred" => "сменилась обслуживающая организация",
        verb => super::people::event(verb)
            .or(super::settlement::event(verb))
            .or_else(|| noted(verb))
            .unwrap_or(UNKNOWN),
    }
}

/// What is noted without being an event: it changed nothing.
fn noted(verb: &str) -> Option<&'static str> {
    let words = match verb {
        "looked_up" => "открыта карточка организации",
        "revealed" => "показаны личные данные",
        "searched" => "поиск организации",
        "filter_removed" => "удален общий отбор",
        "journal_exported" => "журнал выгружен в файл",
        "seeded" => "заполнены начальные данные",
        _ => return None,
    };
    Some(words)
}

/// What is said of an event that this program has no word for.
pub const UNKNOWN: &str = "изменение";

#[cfg(test)]
mod tests {
    use super::*;

    /// The verbs that the events say of themselves, read from where they say it.
    fn verbs() -> Vec<&'static str> {
        let sources = [
            include_str!("../../domain/event.rs"),
            include_str!("../../domain/event/house.rs"),
            include_str!("../../domain/event/office.rs"),
        ];
        let said = sources.iter().flat_map(|source| {
            let body = source.split_once("fn verb(&self)").map_or("", |(_, rest)| rest);
            body.split_once("\n    }\n").map_or("", |(body, _)| body).lines()
        });
        let quoted = |line: &'static str| line.split_once("=> \"")?.1.split('"').next();
        said.filter_map(quoted).collect()
    }

    #[test]
    fn every_verb_of_every_event_has_words() {
        let verbs = verbs();
        assert!(verbs.len() >= 57, "{verbs:?}");
        let dumb: Vec<_> = verbs.into_iter().filter(|verb| event(verb) == UNKNOWN).collect();
        assert!(dumb.is_empty(), "without words: {dumb:?}");
    }
}
