// A client's whole way: from the doors through registration, product, contract and application to the certificates, in the
// words of the founding documents. It is walked with scripts, on a phone without them, and by the keys alone.
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { exampleApplication, intake, Keys, letterTo, Mouse, openBrowser, Person, requestedKey, startPortal } from "./support.mjs";

const LOGIN = "romashka-buh";
const PASSWORD = "Ромашка цветет в июне";
const EMAIL = "romashka-buh@romashka.example";
const PARTNER = "ООО «Форсайт»";

const WAYS = [
  { name: "with scripts at a desk", hands: Mouse, window: { width: 1440 } },
  { name: "without scripts on a phone", hands: Mouse, window: { width: 390, javaScriptEnabled: false, dark: true } },
  { name: "by the keys alone", hands: Keys, window: { width: 1440 } },
];

describe("a client connects, is asked to mend, gets the certificates and renews", { concurrency: true }, () => {
  for (const way of WAYS) test(way.name, (t) => walk(t, way));
});

/// Walks the way in a portal of its own; a step that fails ends it.
async function walk(t, { hands, window }) {
  const portal = await startPortal();
  let browser;
  try {
    browser = await openBrowser(portal);
    const desk = await browser.desk(window);
    if (hands === Keys) await desk.withoutMouse();
    const client = new Person(desk, hands);
    const story = new Story(portal, browser, client, window.javaScriptEnabled ?? true);
    for (const [name, step] of STEPS) {
      let done = false;
      await t.test(name, async () => {
        await step(story);
        done = true;
      });
      if (!done) return;
    }
    await browser.close();
  } finally {
    await browser?.discard();
    await portal.stop();
  }
}

/// What the steps of a walk know of each other.
class Story {
  sent = exampleApplication();

  constructor(portal, browser, client, scripted) {
    this.portal = portal;
    this.browser = browser;
    this.client = client;
    this.scripted = scripted;
    this.pair = portal.unusedPair;
    this.sent.multi_user.users.push({ snils: "900-000-068 00", email: "sklad@romashka.example", roles: ["sign"], authorities: ["fns"] });
  }

  /// Learns that the status has changed: with scripts the page follows by itself, without them it is asked.
  async learns(role, words) {
    const page = this.client.page;
    const seen = page.getByRole(role, { name: words }).or(page.getByRole(role).filter({ hasText: words }));
    const until = Date.now() + 240_000;
    while (!(await seen.first().isVisible())) {
      assert.ok(Date.now() < until, `the page does not learn of ${role} «${words}»`);
      await pause(1_000);
      if (!this.scripted) await this.client.follow("Обновить статус");
    }
  }
}

const STEPS = [
  ["reads the windows that the program has too", windows],
  ["comes in by the doors", doors],
  ["registers", registers],
  ["confirms by the letter", confirms],
  ["registers a product", registersProduct],
  ["accepts the contract of a partner", acceptsContract],
  ["begins an application", begins],
  ["fills it with two owners and three users", fills],
  ["checks and sends it", sends],
  ["mends what the partner returned", mends],
  ["gets the certificates", getsCertificates],
  ["begins a renewal", renews],
  ["sends from the program by the same pair", sendsFromProgram],
  ["asks the partner and reads the answer", asks],
  ["renews what the reminder's letter names", renewsByLetter],
];

async function windows({ client }) {
  await client.open("/portal/support");
  await client.arrives("Подключение Интернет-поддержки");
  await client.reads("Подключение Интернет-поддержки (1С:Предприятие)");
  await client.reads("Подключитесь к Интернет-поддержке пользователей и вы сможете получать сервисы, включенные в информационно-технологическое сопровождение. Со списком сервисов и условиями их получения можно ознакомиться на Портале 1С:ИТС.");
  await client.reads("Введите логин и пароль, которые вы используете на Портале 1С:ИТС. При возникновении проблем напишите в техподдержку.");
  await client.reads("Введенные логин и пароль будут сохранены в программе для подключения ко всем сервисам Интернет-поддержки.");
  await client.seesAll("link", ["Забыли пароль?", "Нет логина и пароля?", "Отмена", "?", "техподдержку"]);
  await client.types({ "Логин:": LOGIN, "Пароль:": "чужой пароль" });
  await client.press("Войти");
  await client.arrives("Подключение Интернет-поддержки", { wrong: true });
  await client.reads("Неверный логин или пароль.", "alert");
  await client.follow("OK");
  await client.arrives("Подключение Интернет-поддержки");

  await client.open("/cabinet/drafts/new");
  await client.arrives("Доступ к личному кабинету 1С-Отчетность");
  await client.sees("heading", "Регистрация");
  await client.seesAll("textbox", ["Email:", "Пароль:"]);
  await client.sees("button", "Создать аккаунт");
  await client.reads("Уже создан? Войти");
  await client.seesAll("link", ["По телефону", "Войти"]);
}

async function doors({ client }) {
  await client.open("/");
  await client.arrives("Отчетность и документы вашей организации");
  await client.seesAll("link", ["Личный кабинет", "Портал 1С:ИТС", "Вход для сотрудников"]);
  await client.follow("Портал 1С:ИТС");
  await client.arrives("Портал 1С:ИТС");
  await client.seesAll("textbox", ["Логин", "Пароль"]);
  await client.seesAll("link", ["Нет логина?", "Забыли пароль?", "Пользовательского соглашения", "Войти через облако"]);
  await client.sees("checkbox", "Чужой компьютер");
  await client.sees("button", "Войти");
  await client.reads("Авторизуясь, я соглашаюсь с условиями Пользовательского соглашения");
  await client.reads("1С через Интернет - 1cfresh.com");
  await client.sees("link", "Облако: что это?");
  await client.follow("Забыли пароль?");
  await client.arrives("Восстановление пароля");
  await client.seesAll("textbox", ["E-mail", "Введите символы"]);
  await client.seesAll("button", ["Обновить", "Выслать данные"]);
  await client.reads("В письме необходимо указать: Наименование организации, серийный номер ПП, электронную почту, указанную при регистрации.");
  await client.types({ "E-mail": "nobody@romashka.example" });
  await answersQuestion(client);
  await client.press("Выслать данные");
  await client.arrives("Восстановление пароля");
  await client.reads("Если такой адрес зарегистрирован, на него отправлено письмо", "status");
  await client.follow("Вход");
}

/// Answers the question that stands for the symbols: «Сколько будет семь плюс три?».
async function answersQuestion(client) {
  await client.unfold("Не вижу символы");
  const question = await client.page.getByRole("textbox", { name: /^Сколько будет/ }).getAttribute("id");
  const words = await client.page.locator(`label[for="${question}"]`).innerText();
  const [, one, other] = /Сколько будет (\S+) плюс (\S+)\?/.exec(words);
  await client.types({ [words.trim()]: String(number(one) + number(other)) });
}

const NUMBERS = [
  "ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
  "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать",
];
const number = (word) => {
  const found = NUMBERS.indexOf(word);
  assert.ok(found >= 0, `no number is called «${word}»`);
  return found;
};

async function registers({ client }) {
  await client.arrives("Портал 1С:ИТС");
  await client.follow("Нет логина?");
  await client.arrives("Регистрация нового пользователя");
  const labels = ["Логин", "Пароль", "E-mail", "Фамилия", "Имя", "Отчество", "Место работы", "Город", "Телефон", "Введите символы"];
  await client.seesAll("textbox", labels);
  await client.seesAll("button", ["Обновить", "Зарегистрироваться"]);
  await client.isTold("textbox", "Логин", "Логин может как совпадать с регистрационным номером продукта, так и нет. Важно, что такой логин должен быть уникальным.");
  await client.isTold("textbox", "Пароль", "Пароль должен быть удобным для запоминания, при этом уникальным.");
  await client.isTold("textbox", "E-mail", "Обратите внимание! Важно заполнить внимательно, т.к. указанный e-mail используется в случае утери доступа к сервису.");
  await client.isTold("textbox", "Место работы", "Полное наименование организации.");
  await client.isTold("textbox", "Город", "Город, указанный в юридическом адресе.");
  await client.isTold("textbox", "Телефон", "Контактный рабочий номер организации");
  await client.sees("checkbox", "Я согласен с условиями Пользовательского соглашения");
  await client.reads("Директор, если его нет, главный бухгалтер, затем остальные контактные лица.");

  await client.press("Зарегистрироваться");
  await client.arrives("Регистрация нового пользователя", { wrong: true });
  await client.sees("link", "Логин не указан");

  await client.types({
    "Логин": LOGIN, "Пароль": PASSWORD, "E-mail": "client@severny-veter.example", "Фамилия": "Петрова", "Имя": "Анна", "Отчество": "Ивановна",
    "Место работы": "Общество с ограниченной ответственностью «Ромашка»", "Город": "Иркутск", "Телефон": "+7 999 000-00-01",
  });
  await client.ticks("Я согласен с условиями", "Даю согласие на обработку персональных данных");
  await answersQuestion(client);
  await client.press("Зарегистрироваться");
  await client.arrives("Регистрация нового пользователя", { wrong: true });
  await client.sees("link", "Такой e-mail уже использован при регистрации");
  await client.types({ "Пароль": PASSWORD, "E-mail": EMAIL });
  await client.press("Зарегистрироваться");
  await client.arrives("Подтверждение учетной записи");
}

async function confirms({ client, portal }) {
  await client.reads('Требуется подтвердить по ссылке в электронной почте и после нажать "ОК"');
  await client.reads("При регистрации на почту поступит письмо с подтверждением. Необходимо сначала подтвердить почту, выполнив указания в письме и только после подтверждения нажать кнопку Ок.");
  await client.press("ОК");
  await client.arrives("Подтверждение учетной записи", { wrong: true });
  await client.reads('Учетная запись не подтверждена. Перейдите по ссылке из письма и нажмите "ОК"', "alert");
  await client.sees("button", "Отправить письмо повторно");

  const waiting = client.page.url();
  const letter = await letterTo(portal, EMAIL, "Подтвер");
  await client.open(letter.links[0]);
  await client.arrives("Подтвердите адрес");
  await client.press("Подтвердить");
  await client.arrives("Адрес подтвержден");
  await client.open(waiting);
  await client.arrives("Подтверждение учетной записи");
  await client.press("ОК");
  await client.arrives("Программные продукты");
}

async function registersProduct({ client, pair }) {
  await client.reads("Для получения сопровождения по приобретенным вами программным продуктам их необходимо зарегистрировать программный продукт");
  await client.sees("heading", "Получить бесплатно");
  await client.seesAll("columnheader", ["Наименование", "Комплект поставки"]);
  await client.seesAll("cell", ["1С:Клиент ЭДО 8, редакция 2. Электронная поставка", "1С:Публикатор"]);
  await client.follow("программный продукт");
  await client.arrives("Регистрация");
  await client.seesAll("textbox", ["Регистрационный номер", "PIN-код", "Введите символы"]);
  await client.types({ "Регистрационный номер": pair.number, "PIN-код": pair.pin });
  await answersQuestion(client);
  await client.press("Ввести");

  await client.arrives("Заполните информацию о себе (все поля являются обязательными для заполнения):");
  await client.press("Зарегистрировать продукт");
  await client.arrives("Заполните информацию о себе", { wrong: true });
  await client.types({
    "Наименование организации": "ООО «Ромашка»", "Тип основной деятельности": "Розничная торговля", "Почтовый индекс": "664000",
    "Адрес": "Иркутская обл, г. Иркутск, ул. Ленина, д. 1", "Руководитель организации": "Петрова Анна Ивановна",
    "Ответственный за работу с пакетом": "Сидоров Павел Андреевич", "Телефон": "+7 999 000-00-01", "Факс": "нет",
    "E-mail": EMAIL, "Где приобретена программа": "Форсайт", "Дата приобретения": "02.11.2026",
    'Число рабочих мест, на которых установлены программные продукты системы "1С:Предприятие 8"': "3",
  });
  await client.press("Зарегистрировать продукт");
  await client.reads("Доступ к обновлениям предоставляется через 15 минут после регистрации.");
  await client.arrives("1С:Зарплата и управление персоналом 8");
  await client.follow("Мои продукты");
  await client.arrives("Программные продукты");
  await client.seesAll("columnheader", ["Наименование", "Рег. номер"]);
  await client.sees("cell", pair.number);
}

async function acceptsContract({ client, browser }) {
  const administrator = await browser.signedIn("partner-admin");
  await administrator.open("/partner/logins");
  await administrator.page.getByLabel("Логин портала").fill(LOGIN);
  await administrator.page.getByLabel("Договор 1С:ИТС до").fill("31.12.2035");
  await administrator.submit("/partner/logins/offers");
  await administrator.healthy();
  await client.opensMenu();
  await client.seesAll("link", MENU);
  await client.follow("Интернет-поддержка и сервисы");
  await client.arrives("Интернет-поддержка и сервисы");
  await client.reads("Для отправки заявления подключите Интернет-поддержку");
  await client.follow("Договоры");
  await client.arrives("Договоры");
  await client.press("Принять");
  await client.arrives("Договоры");
  await client.sees("cell", PARTNER);
  await client.opensMenu();
  await client.follow("Интернет-поддержка и сервисы");
  await client.arrives("Интернет-поддержка и сервисы");
  await client.reads(LOGIN, "definition");
  await client.reads(PARTNER, "definition");
}

const MENU = [
  "Код абонента", "Профиль абонента", "Организации", "Регистрация", "На базе 1С:Предприятия 8", "Облачная инфраструктура",
  "Купленные в Эвотор", "1С:Касса", "Договоры", "Сервисы сопровождения конфигураций", "Сервисы", "Активация касс",
];

async function begins({ client }) {
  await client.follow("Личный кабинет");
  await client.arrives("Здравствуйте");
  await client.follow("Заявление на подключение к 1С-Отчетности");
  await client.arrives("Заявление на подключение к 1С-Отчетности");
  await client.press("Начать");
  await client.arrives("Организация");
}

async function fills({ client, sent }) {
  const { organization, directions, owners, multi_user: { users } } = sent;
  await client.chooses("Вид", "Юридическое лицо");
  await client.types({ "ИНН": organization.inn, "КПП": organization.kpp });
  await client.press("Далее");

  await client.arrives("Личный кабинет 1С-Отчетность");
  await client.isTold("textbox", "Псевдоним продукта", "Псевдоним продукта необходим для того, чтобы различать конфигурации у одного абонента при наличии нескольких учетных записей. Можно задать любой псевдоним продукта от 3 до 20 символов. Данное поле обязательное для заполнения.");
  await client.ticks("Личный кабинет 1С-Отчетность");
  await client.types({ "Псевдоним продукта": "Бу" });
  await client.press("Подключить");
  await client.arrives("Личный кабинет 1С-Отчетность", { wrong: true });
  await client.sees("link", "Укажите псевдоним продукта от 3 до 20 символов");
  await client.types({ "Псевдоним продукта": sent.cabinet.alias });
  await client.press("Подключить");

  await client.arrives("Доступ к личному кабинету 1С-Отчетность");
  await client.press("ОК");

  await client.arrives("Реквизиты");
  await client.types({
    "Краткое наименование": organization.short_name, "Полное наименование": organization.full_name,
    "ОГРН или ОГРНИП": organization.ogrn, "Юридический адрес": organization.legal_address, "Код региона": organization.region,
    "Телефон": organization.phone, "E-mail": organization.email,
  });
  await client.press("Далее");

  await client.arrives("Программа и лицензия");
  await client.types({ "Регистрационный номер программы": sent.reg_number });
  await client.picks("Продукт", "Основной");
  await client.chooses("Срок лицензии", "1 год");
  await client.press("Далее");

  await client.arrives("Направления");
  for (const { authority, code, kpp } of directions) {
    await client.press("Добавить направление");
    await client.arrives("Новое направление");
    await client.picks("Контролирующий орган", BODIES[authority]);
    await client.types({ "Код органа": code, ...(kpp && { "КПП, под которым организация стоит там на учете": kpp }) });
    await client.press("Сохранить и продолжить");
    await client.arrives("Направления");
  }
  await client.press("Далее");

  await client.arrives("Владельцы подписи");
  for (const owner of owners) {
    await client.press("Добавить владельца");
    await client.arrives("Новый владелец");
    await client.chooses("Кто это", KINDS[owner.kind]);
    await client.types({
      "Фамилия": owner.last_name, "Имя": owner.first_name, "Отчество, если есть": owner.middle_name, "Должность": owner.position,
      "СНИЛС": owner.snils, "ИНН": owner.inn, "E-mail": owner.email,
    });
    await client.ticks(...owner.roles.map((role) => ROLES[role]));
    await client.chooses("Сертификат", "Нужен новый");
    await client.attaches("Запрос на сертификат", { name: "request.p10", mimeType: "application/pkcs10", buffer: Buffer.from(owner.csr) });
    await client.press("Сохранить и продолжить");
    await client.arrives("Владельцы подписи");
    await client.reads("подпись запроса верна", "definition");
  }
  await client.press("Далее");

  await client.arrives("Пользователи");
  await client.ticks("Многопользовательский режим");
  for (const user of users) {
    await client.press("Добавить пользователя");
    await client.arrives("Новый пользователь");
    await client.types({ "СНИЛС": user.snils, "E-mail": user.email });
    await client.ticks(...user.roles.map((role) => ROLES[role]), ...user.authorities.map((body) => BODIES[body]));
    await client.press("Сохранить и продолжить");
    await client.arrives("Пользователи");
  }
  assert.ok(await client.page.getByRole("checkbox", { name: "Многопользовательский режим" }).isChecked(), "the mode is lost");
  await client.press("Далее");

  await client.arrives("Вложения");
  await client.isTold("button", "Выберите файлы", "PDF, JPEG, PNG, XML, SIG или ZIP, до 10 МБ каждый.");
  await client.attaches("Выберите файлы", { name: "договор.docx", mimeType: "application/zip", buffer: Buffer.from("PK") });
  await client.press("Приложить");
  await client.arrives("Вложения", { wrong: true });
  await client.attaches("Выберите файлы", ATTACHMENT);
  await client.press("Приложить");
  await client.arrives("Вложения");
  await client.sees("link", ATTACHMENT.name);
  await client.press("Далее");
}

const ATTACHMENT = { name: "Доверенность.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF\n") };

const BODIES = { fns: "ФНС", sfr: "СФР" };
const KINDS = { head: "Руководитель", chief_accountant: "Главный бухгалтер" };
const ROLES = { sign: "подписание", encrypt: "шифрование", admin: "администрирование" };

async function sends(story) {
  const { client } = story;
  await client.arrives("Проверьте ответы");
  await client.sees("heading", "Все готово к отправке");
  for (const check of ["Администратор есть: Петрова Анна Ивановна", "Получатель сообщений ФНС есть: Петрова Анна Ивановна"]) {
    await client.reads(check, "listitem");
  }
  await client.reads("многопользовательский, от 2 до 9", "definition");
  await client.reads("PDF, 15 Б", "definition");
  await client.press("Отправить заявление");
  await client.arrives("Заявление № ");
  await client.sees("link", ATTACHMENT.name);
  story.number = /Заявление № (\d+)/.exec(await client.text("heading", "Заявление № "))[1];
  await client.reads("После отправки заявления обратитесь в организацию, с которой был заключен договор на подключение сервиса 1С-Отчетность и сообщите об отправленном заявлении.");
  await client.reads("Пока сотрудники обслуживающей организации не отправят заявление в дальнейшую обработку, создание сертификата не начнется и статус заявления не изменится.", "status");
  await client.reads("Чтобы узнать, обработалось ли заявление, необходимо обновить его статус.");
  await client.seesAll("link", ["+7 999 000-10-01", "help@forsait.example"]);
  await client.follow("Обновить статус");
  await client.arrives("Заявление № ");
  await client.press("Сообщить партнеру");
  await client.arrives("Заявление № ");
}

async function mends(story) {
  const { client, browser, portal, number } = story;
  const staff = await browser.signedIn("staff");
  const card = `/partner/applications/${number}`;
  await staff.open(card);
  const [file] = await Promise.all([staff.page.waitForEvent("download"), staff.page.getByRole("link", { name: ATTACHMENT.name }).click()]);
  assert.deepEqual(readFileSync(await file.path()), ATTACHMENT.buffer);
  await staff.submit(`${card}/taking`);
  await staff.page.locator("details#return summary").click();
  await staff.page.locator('details#return [name="reason"][value="alias"]').check();
  await staff.submit(`${card}/return`);
  await staff.sees("Возвращено на доработку");
  await letterTo(portal, story.sent.organization.email, `Заявление № ${number} возвращено`);

  await story.learns("button", "Исправить заявление");
  await client.arrives("Заявление № ");
  await client.sees("heading", "Что не так");
  await client.press("Исправить заявление");
  await client.arrives("Личный кабинет 1С-Отчетность");
  await client.isTold("textbox", "Псевдоним продукта", "Вернули с замечанием");
  await client.types({ "Псевдоним продукта": "Розница" });
  await client.press("Подключить");
  await client.arrives("Проверьте ответы");
  await client.reads("Отличий от возвращенного заявления: 1");
  await client.press("Отправить заявление");
  await client.arrives(`Заявление № ${number}`);

  await staff.open(card);
  if (await staff.offers(`${card}/taking`)) await staff.submit(`${card}/taking`);
  await staff.sees("Розница");
  await staff.submit(`${card}/forwarding`);
  await staff.healthy();
}

async function getsCertificates(story) {
  const { client, number, sent: { owners } } = story;
  await story.learns("status", "Одобрено");
  await client.arrives(`Заявление № ${number}`);
  await client.sees("heading", "Сертификаты");
  for (const owner of owners) {
    const name = [owner.last_name, owner.first_name, owner.middle_name].join(" ");
    const file = await client.takes(`Скачать сертификат: ${name}`);
    const certificate = new X509Certificate(readFileSync(await file.path()));
    assert.equal(certificate.publicKey.export({ type: "spki", format: "pem" }), requestedKey(owner.csr));
  }
}

async function renews({ client }) {
  await client.follow("Мои заявления");
  await client.arrives("Здравствуйте");
  await client.follow("Заявление на продление 1С-Отчетности или изменение реквизитов");
  await client.arrives("Заявление на продление 1С-Отчетности или изменение реквизитов");
  await client.chooses("Что нужно сделать", "Продление 1С-Отчетности");
  await client.press("Начать");
  await client.arrives("Проверьте ответы");
  await client.reads(`Логин портала 1С:ИТС закреплен за абонентом: ${LOGIN}`);
  await client.press("Отправить заявление");
  await client.arrives("Заявление № ");
}

async function sendsFromProgram({ client, portal, sent }) {
  const program = intake(portal.baseUrl, LOGIN, PASSWORD);
  const made = await program.postApplication({ ...sent, cabinet: { ...sent.cabinet, alias: "Склад" } });
  assert.deepEqual([made.status, made.waiting_for], ["sent", "partner"]);
  await client.follow("Мои заявления");
  await client.arrives("Здравствуйте");
  await client.sees("link", `№ ${made.number}`);
}

/// Another subscriber, whose licence of last year ends soon, follows the letter that says so.
async function renewsByLetter({ client, portal }) {
  const letter = await letterTo(portal, "buh@angara-servis.example", "срок 1С-Отчетности");
  await client.press("Выход");
  await client.open(letter.links[0]);
  await client.arrives("Портал 1С:ИТС");
  await client.types({ "Логин": "angara-its", "Пароль": "demo-demo-demo" });
  await client.press("Войти");
  await client.arrives("Заявление на продление 1С-Отчетности или изменение реквизитов");
  await client.press("Начать");
  await client.arrives("Проверьте ответы");
  await client.reads("Логин портала 1С:ИТС закреплен за абонентом: angara-its");
  await client.press("Отправить заявление");
  await client.arrives("Заявление № ");
  await client.sees("heading", "ООО «Ангара-Сервис»");
}

async function asks({ client, browser, portal }) {
  await client.open("/cabinet");
  await client.arrives("Здравствуйте");
  await client.sees("heading", "Для бухгалтерии");
  await client.open("/cabinet/questions/new");
  await client.arrives("Задать вопрос");
  await client.types({ "Имя/Организация": "Анна Петрова", "E-mail": "anna", "Ваш вопрос": "Когда придет акт?" });
  await client.press("Отправить вопрос");
  await client.arrives("Задать вопрос", { wrong: true });
  await client.types({ "E-mail": "anna@elsewhere.example" });
  await client.press("Отправить вопрос");
  await client.arrives("Вопрос № ");
  const number = /№ (\d+)/.exec(await client.text("heading", "Вопрос № "))[1];

  const staff = await browser.signedIn("staff");
  await staff.open("/partner/questions");
  await staff.page.locator(`a[href="/partner/questions/${number}"]`).first().click();
  await staff.sees("Анна Петрова");
  await staff.page.getByLabel("Ваш ответ").fill("Акт придет в четверг.");
  await staff.submit(`/partner/questions/${number}/answer`);
  await staff.healthy();
  const letter = await letterTo(portal, EMAIL, `Ответ на вопрос № ${number}`);
  assert.match(letter.text, /Акт придет в четверг\./);

  await client.open("/cabinet/questions");
  await client.arrives("Мои вопросы");
  await client.follow(`Вопрос № ${number}`);
  await client.arrives("Вопрос № ");
  await client.reads("Акт придет в четверг.", "paragraph");
  await client.types({ "Написать еще": "Спасибо!" });
  await client.press("Отправить");
  await client.arrives("Вопрос № ");
  await client.reads("Спасибо!", "paragraph");
}
