//! The words of the pages in both languages. Clients look for some of the Russian ones: «Необходим доступ к вашим данным» and
//! «Авторизация запрещена». Each service has words of its own for its privileges and for what is wrong with a request.

use super::language::Language;

/// Everything that the pages say. No text needs escaping.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) brand: &'static str,
    pub(super) footer: &'static str,
    pub(super) in_other_language: &'static str,
    pub(super) application: &'static str,
    pub(super) login: &'static str,
    pub(super) enter: &'static str,
    pub(super) login_lead: &'static str,
    pub(super) email: &'static str,
    pub(super) password: &'static str,
    pub(super) login_failed: &'static str,
    pub(super) consent: &'static str,
    pub(super) consent_lead: &'static str,
    pub(super) destination: &'static str,
    pub(super) allow: &'static str,
    pub(super) deny: &'static str,
    pub(super) logged_in_as: &'static str,
    pub(super) logout: &'static str,
    pub(super) forbidden: &'static str,
    pub(super) in_development: &'static str,
    pub(super) blocked: &'static str,
    pub(super) blocked_lead: &'static str,
    pub(super) allowed: &'static str,
    pub(super) refused: &'static str,
    pub(super) close: &'static str,
    pub(super) copy: &'static str,
    pub(super) stale: &'static str,
    pub(super) stale_lead: &'static str,
    pub(super) again: &'static str,
    pub(super) problem: &'static str,
    pub(super) unreadable: &'static str,
}

const ENGLISH: Text = Text {
    brand: "Mail.ru sandbox",
    footer: "A local sandbox, not Mail.ru itself: all of its people are invented.",
    in_other_language: "По-русски",
    application: "Application",
    login: "Log in",
    enter: "Log in",
    login_lead: "asks for access to your account.",
    email: "E-mail",
    password: "Password",
    login_failed: "The e-mail address or the password is wrong.",
    consent: "Allow access?",
    consent_lead: "will be able to:",
    destination: "Then you return to",
    allow: "Allow",
    deny: "Refuse",
    logged_in_as: "You are logged in as",
    logout: "Log in as somebody else",
    forbidden: "Authorization is forbidden",
    in_development: "The application is in development: only its author and the users on its list may authorize it.",
    blocked: "The account is blocked",
    blocked_lead: "Nobody can log in to it. In the sandbox there is one such account, and no way to recover it.",
    allowed: "Access is allowed",
    refused: "Access is refused",
    close: "You may close this page.",
    copy: "Copy this code into the application:",
    stale: "The form is out of date",
    stale_lead: "It was not sent by the page that this browser was shown. Nothing has been done.",
    again: "Open the page again",
    problem: "The link is wrong",
    unreadable: "The request cannot be read: something in it is broken, missing or said twice.",
};

const RUSSIAN: Text = Text {
    brand: "Песочница Mail.ru",
    footer: "Это локальная песочница, а не сам Mail.ru: все люди в ней вымышлены.",
    in_other_language: "In English",
    application: "Приложение",
    login: "Вход",
    enter: "Войти",
    login_lead: "просит доступ к вашему аккаунту.",
    email: "Почта",
    password: "Пароль",
    login_failed: "Неверный адрес почты или пароль.",
    consent: "Необходим доступ к вашим данным",
    consent_lead: "сможет:",
    destination: "Затем вы вернётесь на",
    allow: "Разрешить",
    deny: "Отказать",
    logged_in_as: "Вы вошли как",
    logout: "Войти под другим именем",
    forbidden: "Авторизация запрещена",
    in_development: "Приложение находится в разработке: его могут авторизовать только автор и пользователи из списка.",
    blocked: "Аккаунт заблокирован",
    blocked_lead: "Войти в него нельзя. В песочнице такой аккаунт один, и восстановить его невозможно.",
    allowed: "Доступ разрешён",
    refused: "В доступе отказано",
    close: "Эту страницу можно закрыть.",
    copy: "Скопируйте этот код в приложение:",
    stale: "Форма устарела",
    stale_lead: "Её отправила не та страница, которая была показана этому браузеру. Ничего не сделано.",
    again: "Открыть страницу заново",
    problem: "Неверная ссылка",
    unreadable: "Запрос не читается: что-то в нём испорчено, пропущено или указано дважды.",
};

impl Text {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Russian => &RUSSIAN,
        }
    }
}
