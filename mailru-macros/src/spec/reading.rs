//! What was read of a file: the model, and what rules about it need in order to report. What the rules are is no concern of
//! it.

use super::places::Places;
use super::syntax::Document;
use super::text::Source;
use super::vocabulary::Names;
use crate::diagnostics::Diagnostics;

/// A model that nobody has judged yet.
pub(crate) struct Reading<'t, M> {
    pub model: M,
    pub names: Names,
    pub(super) source: Source<'t>,
    pub(super) document: Document<'t>,
    /// What was wrong by itself.
    pub(super) found: Diagnostics,
}

impl<M> Reading<'_, M> {
    /// Lets rules look at the model. Their messages and those of reading are handed over, as far as they are worth showing
    /// beside mistakes of syntax.
    pub(crate) fn judge(
        &mut self,
        diagnostics: &mut Diagnostics,
        rules: impl FnOnce(&M, &Places<'_>, &mut Diagnostics),
    ) {
        let mut found = std::mem::take(&mut self.found);
        rules(&self.model, &Places::new(&self.source, &self.document.table), &mut found);
        diagnostics.absorb(found, |at| self.document.trusts(at));
    }
}
