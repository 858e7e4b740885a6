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
        "resent" => "отправлено повторно",
        "reset" => "сброшено, снова на проверке",
        "statement_formed" => "отчет сформирован",
        "statement_published" => "отчет опубликован",
        "statement_agreed" => "отчет согласован",
        "line_disputed" => "строка оспорена",
        "line_resolved" => "ответ по строке",
        "invoiced" => "выставлен счет",
        verb => super::people::event(verb).unwrap_or("изменение"),
    }
}
