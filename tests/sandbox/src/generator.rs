//! The source of everything invented: a seeded generator of the splitmix64 family. The same seed gives the same world on
//! every machine. Nothing here is random in the sense of secrecy.

/// A stream of numbers that depends on a seed and a purpose.
#[derive(Debug)]
pub(crate) struct Generator {
    state: u64,
}

impl Generator {
    /// The purpose keeps streams apart, so that one more number drawn for one thing leaves all others as they were.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        let mut generator = Self { state: seed };
        for byte in purpose.bytes() {
            generator.state = generator.next() ^ u64::from(byte);
        }
        generator
    }

    /// The next number, any of the 2^64.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` up to, but not including, `high`.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low)
    }

    /// True once in `n` times.
    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }

    /// A number from 0 up to, but not including, 1.
    pub(crate) fn fraction(&mut self) -> f64 {
        let high = u32::try_from(self.next() >> 32).expect("half of the bits are left");
        f64::from(high) / (f64::from(u32::MAX) + 1.0)
    }

    /// One of the items.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let index = self.next() % items.len() as u64;
        &items[usize::try_from(index).expect("an index of a slice fits its length")]
    }

    /// Any order of the items.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            let other = usize::try_from(self.next() % (end as u64 + 1)).expect("it is not after the end");
            items.swap(other, end);
        }
    }

    /// 32 hexadecimal digits, the form of the platform's keys and tokens.
    pub(crate) fn hex(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }
}

#[cfg(test)]
mod tests {
    use super::Generator;

    #[test]
    fn the_same_seed_and_purpose_give_the_same_numbers() {
        let draw = |seed, purpose| Generator::new(seed, purpose).hex();
        assert_eq!(draw(7, "keys"), draw(7, "keys"));
        assert_ne!(draw(7, "keys"), draw(8, "keys"));
        assert_ne!(draw(7, "keys"), draw(7, "people"));
    }

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        let mut generator = Generator::new(1_234_567, "");
        let numbers = [generator.next(), generator.next(), generator.next()];
        assert_eq!(numbers, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn shuffling_gives_every_order_and_loses_nothing() {
        let mut generator = Generator::new(1, "order");
        let orders: std::collections::BTreeSet<[u8; 3]> = (0..100)
            .map(|_| {
                let mut items = [1, 2, 3];
                generator.shuffle(&mut items);
                items
            })
            .collect();
        assert_eq!(orders.len(), 6);
        assert!(orders.iter().all(|order| order.iter().sum::<u8>() == 6));
    }

    #[test]
    fn numbers_stay_between_their_bounds() {
        let mut generator = Generator::new(1, "bounds");
        assert!((0..1000).all(|_| (5..9).contains(&generator.between(5, 9))));
    }
}
