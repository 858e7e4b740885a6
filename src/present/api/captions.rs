//! The captions of the API's members, for authors of clients' programs.

/// The caption of a member: its own in this schema, otherwise the common one.
#[must_use]
pub fn caption(schema: &str, member: &str) -> Option<&'static str> {
    let own = OWN.iter().find(|(of, name, _)| *of == schema && *name == member);
    let own = own.map(|(_, _, text)| *text);
    own.or_else(|| COMMON.iter().find(|(name, _)| *name == member).map(|(_, text)| *text))
}

/// Captions of members within one schema.
const OWN: &[(&str, &str, &str)] = &[
    ("Problem", "type", "Вид ошибки, для программ"),
    ("Problem", "status", "Код ответа HTTP"),
    ("Problem", "detail", "Что случилось и что делать"),
    ("SubmittedOrganization", "kind", "Юридическое лицо или индивидуальный предприниматель"),
    ("SubmittedOrganization", "inn", "ИНН: 10 цифр у юридического лица, 12 у предпринимателя"),
    ("SubmittedOrganization", "kpp", "КПП; у предпринимателя его нет"),
    ("SubmittedOrganization", "email", "E-mail организации: сюда приходят письма о заявлении"),
    ("SubmittedDirection", "code", "Код органа: ФНС 0000, СФР 000-000; РПН и ФТС без кода"),
    ("SubmittedDirection", "kpp", "КПП, под которым организация состоит на учете в этом органе"),
    ("SubmittedOwner", "kind", "Руководитель, главный бухгалтер или другой сотрудник"),
    ("SubmittedOwner", "inn", "ИНН физического лица, 12 цифр"),
    ("SubmittedMultiUser", "enabled", "Включен ли режим"),
    ("MultiUser", "enabled", "Включен ли режим"),
    ("SubmittedCabinet", "enabled", "Подключить ли личный кабинет"),
];

/// Captions of members in all schemas.
const COMMON: &[(&str, &str)] = &[
    ("number", "Номер заявления: до 11 цифр"),
    ("type", "Тип заявления: подключение, продление, изменение, восстановление"),
    ("stage", "Этап обработки"),
    ("stage_caption", "Этап обработки, как его видит партнер"),
    ("status", "Статус, который знает программа клиента"),
    ("caption", "Статус словами"),
    ("comment", "Причина возврата или отклонения"),
    ("waiting_for", "У кого ход"),
    ("since", "С какого момента, RFC 3339, UTC"),
    ("multi_user", "Многопользовательский режим"),
    ("tier", "Вид расширения: от 2 до 9 (2_9), 10 и более (10_plus)"),
    ("certificates", "Выпущенные сертификаты"),
    ("serial", "Серийный номер, шестнадцатеричные цифры"),
    ("thumbprint", "Отпечаток SHA-1"),
    ("owner_snils", "СНИЛС владельца"),
    ("not_before", "Действует с, RFC 3339, UTC"),
    ("not_after", "Действует по, RFC 3339, UTC"),
    ("title", "Вид ошибки, для людей"),
    ("instance", "Номер запроса: назовите его поддержке"),
    ("errors", "Все найденные ошибки сразу"),
    ("pointer", "Место в документе, JSON Pointer (RFC 6901)"),
    ("code", "Нарушенное правило, для программ"),
    ("detail", "Нарушенное правило, для людей"),
    ("changes", "Что меняется; только в заявлении на изменение"),
    ("reg_number", "Регистрационный номер программы 1С"),
    ("license", "Лицензия"),
    ("product", "Продукт: основной, кадровые решения, уполномоченный представитель"),
    ("term_months", "Срок в месяцах: 12 или 24"),
    ("promotion", "Код акции"),
    ("organization", "Организация; в заявлении на изменение только то, что меняется"),
    ("short_name", "Краткое наименование"),
    ("full_name", "Полное наименование"),
    ("ogrn", "ОГРН или ОГРНИП"),
    ("accreditation", "Номер записи об аккредитации филиала иностранной организации"),
    ("legal_address", "Юридический адрес"),
    ("region", "Код региона; без него регион инспекции"),
    ("phone", "Телефон, с разделителями или без"),
    ("email", "E-mail"),
    ("is_budget", "Бюджетная организация (клиент Казначейства России)"),
    ("directions", "Направления"),
    ("authority", "Контролирующий орган"),
    ("owners", "Владельцы электронных подписей"),
    ("last_name", "Фамилия"),
    ("first_name", "Имя"),
    ("middle_name", "Отчество"),
    ("position", "Должность"),
    ("snils", "СНИЛС, с разделителями или без"),
    ("roles", "Для чего подпись"),
    ("csr", "Запрос на сертификат: PEM или DER в base64; RSA, ECDSA, ГОСТ Р 34.10-2012"),
    ("users", "Пользователи"),
    ("authorities", "С какими органами работает пользователь"),
    ("cabinet", "Личный кабинет 1С-Отчетность"),
    ("alias", "Псевдоним продукта, от 3 до 20 символов; обязателен, когда кабинет подключается"),
];
