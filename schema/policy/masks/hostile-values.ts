const PLAIN = [
  'alice@example.org', 'Alice@EXAMPLE.ORG', 'a@b.co', 'x@sub.domain.example', 'first.last+tag@mail.example.museum', "o'brien@example.org", '1@example.org',
  '_x@example.org', 'Alice', 'alice smith', 'Ǆemal', 'Ünal', 'Владимир', 'Ωμέγα', 'Արամ', 'שלום', 'محمد', 'अमित', 'স্বাতী', 'ஆனந்த்', 'สมชาย', 'გიორგი', 'さくら', 'サクラ', '李伟', '김민준',
  '+4915112345678', '+49 151 1234567', '+1 (555) 010-9999', '+358401234567', '+2101234567', '+999123456', '0151 1234567', '+', '+49', '+491', '+0000000000',
  '203.0.113.7', '203.0.113.0/24', '999.999.999.999', '1.2.3', '1.2.3.4.5', '2001:db8::1', '2001:DB8:AA:BB:CC:DD:EE:FF', '2001::1', '::1', '::', '::ffff:203.0.113.7',
  'fe80::1%eth0', '1::', 'abcd:ef01::/32', ':::', 'a:b', ':', 'g::1', 'DE123456789', '4242', '{"a": 1}', '[]', 'null', 'true',
] as const

const BROKEN = [
  '', ' ', '  alice@example.org', 'alice@example.org ', 'alice@example.org\n', '\nalice@example.org', 'alice@exa\nmple.org', 'al ice@example.org', 'alice@@example.org',
  'a@b@example.org', '@', '@example.org', 'alice@', 'alice@.org', 'alice@example.', 'alice@example', 'alice.example.org', 'alice@example.o', 'alice@example.averylonglabel',
  'alice@example.o4g', 'älice@example.org', 'alice@exämple.org', 'alice@example.орг', 'a'.repeat(5000) + '@example.org', 'a@' + 'b.'.repeat(5000) + 'org', '1'.repeat(10_000), ':'.repeat(10_000),
  '\u202ealice@example.org', '\u200balice', '\u0301e', 'e\u0301lise', '\ufeffAlice', '\u00a0Alice', '\u3000Alice', '\tAlice', '\u0007', '😀 smile', '👩‍👩‍👧', '\u{1D538}lice', '\ud7ff', '\ue000', '\uffff',
  "'; drop table users; --", "''", '\\', '\\\\', 'x\\', '%', '_', '$1', '\\1', '[a-z]', '(', ')', '{', '*', '^$', '.', '•••', 'a•••@•••.org', '‹email›', '\u2028', '\r\n',
] as const

/** Values that a column of any kind may hold and that masks have to survive, for tests: every script, broken addresses, signs of no width, code. */
export const HOSTILE_VALUES: readonly string[] = [...PLAIN, ...BROKEN]
