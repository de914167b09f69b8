//! Names to invent people from, each with the spelling that its owner's login uses. No combination is meant to be anybody.

/// A name in Cyrillic, and in Latin letters for the login.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) cyrillic: &'static str,
    pub(super) latin: &'static str,
}

const fn name(cyrillic: &'static str, latin: &'static str) -> Name {
    Name { cyrillic, latin }
}

pub(super) const MEN: [Name; 16] = [
    name("Александр", "alexandr"),
    name("Алексей", "alexey"),
    name("Андрей", "andrey"),
    name("Борис", "boris"),
    name("Виктор", "viktor"),
    name("Глеб", "gleb"),
    name("Дмитрий", "dmitry"),
    name("Ефим", "efim"),
    name("Иван", "ivan"),
    name("Кирилл", "kirill"),
    name("Леонид", "leonid"),
    name("Михаил", "mikhail"),
    name("Николай", "nikolay"),
    name("Пётр", "petr"),
    name("Семён", "semen"),
    name("Юрий", "yury"),
];

pub(super) const WOMEN: [Name; 16] = [
    name("Алёна", "alena"),
    name("Анна", "anna"),
    name("Варвара", "varvara"),
    name("Дарья", "darya"),
    name("Екатерина", "ekaterina"),
    name("Жанна", "zhanna"),
    name("Зоя", "zoya"),
    name("Ирина", "irina"),
    name("Ксения", "ksenia"),
    name("Любовь", "lyubov"),
    name("Мария", "maria"),
    name("Наталья", "natalya"),
    name("Ольга", "olga"),
    name("Софья", "sofya"),
    name("Татьяна", "tatyana"),
    name("Яна", "yana"),
];

/// In the masculine; all of them take an `а` in the feminine.
pub(super) const FAMILIES: [Name; 20] = [
    name("Берёзин", "berezin"),
    name("Васильев", "vasilyev"),
    name("Голубев", "golubev"),
    name("Ершов", "ershov"),
    name("Жуков", "zhukov"),
    name("Зайцев", "zaytsev"),
    name("Ильин", "ilyin"),
    name("Комаров", "komarov"),
    name("Лебедев", "lebedev"),
    name("Морозов", "morozov"),
    name("Никитин", "nikitin"),
    name("Орлов", "orlov"),
    name("Рябинин", "ryabinin"),
    name("Соколов", "sokolov"),
    name("Тихонов", "tikhonov"),
    name("Ушаков", "ushakov"),
    name("Фомин", "fomin"),
    name("Цветков", "tsvetkov"),
    name("Чернов", "chernov"),
    name("Щукин", "shchukin"),
];

pub(super) const STATUSES: [&str; 6] =
    ["", "", "На даче", "Всё будет хорошо!", "«Завтра» — не сегодня", "Сдаю экзамены & сплю"];
