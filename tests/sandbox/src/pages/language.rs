//! The language of the pages: the one that was chosen, else the one that the browser prefers.

/// A language that the pages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Russian,
}

impl Language {
    /// `chosen` is what the link on the page says, `accepted` the browser's `Accept-Language`. Who accepts neither language
    /// gets English; who says nothing gets the platform's own.
    pub(super) fn choose(chosen: Option<&str>, accepted: Option<&str>) -> Self {
        match (chosen.and_then(Self::of_tag), accepted) {
            (Some(language), _) => language,
            (None, Some(accepted)) => Self::preferred(accepted).unwrap_or(Self::English),
            (None, None) => Self::Russian,
        }
    }

    /// As in `lang="ru"`.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::English => Self::Russian,
            Self::Russian => Self::English,
        }
    }

    /// The text that is in this language.
    pub(crate) fn choice(self, english: &'static str, russian: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Russian => russian,
        }
    }

    fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default().trim();
        [Self::English, Self::Russian].into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The first of those with the greatest weight.
    fn preferred(accepted: &str) -> Option<Self> {
        let mut best: Option<(Self, f64)> = None;
        for range in accepted.split(',') {
            let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
            let weight: f64 = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok()).unwrap_or(0.0);
            if let Some(language) = Self::of_tag(tag)
                && weight > best.map_or(0.0, |(_, best)| best)
            {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, Russian};

    #[test]
    fn the_link_wins_over_the_browser_and_the_browser_over_the_default() {
        for (chosen, accepted, language) in [
            (Some("en"), Some("ru"), English),
            (Some("xx"), Some("ru"), Russian),
            (None, Some("ru-RU,ru;q=0.9,en;q=0.8"), Russian),
            (None, Some("en-GB, ru;q=0.5"), English),
            (None, Some("en;q=0.5, ru;q=0.8"), Russian),
            (None, Some("de, fr"), English),
            (None, Some("ru;q=0"), English),
            (None, Some("ru;q=much,,;;"), English),
            (None, None, Russian),
        ] {
            assert_eq!(Language::choose(chosen, accepted), language, "{chosen:?} {accepted:?}");
        }
    }
}
