import { digits, documentationAddress, fictionalPhone } from './places.ts'
import type { Random } from './random.ts'

interface Named {
  readonly full: string
  readonly email: string
}

/** What people write about themselves: often nothing, sometimes more than they should. */
export function bioOf(choice: Random, { full, email }: Named): string | null {
  return choice.weighted<() => string | null>([
    [10, () => null],
    [3, () => 'Likes tidy spreadsheets and long walks.'],
    [2, () => `${full} — data, coffee, trains.`],
    [2, () => `Reach me at ${email} or ${fictionalPhone(choice)}.`],
    [1, () => 'Ünïcode enthusiast 🚲, ميناء, 港'],
  ])()
}

/** A number that passes the check digit of cards and is one that providers publish for tests. */
const TEST_CARD_NUMBERS = ['4242 4242 4242 4242', '5555 5555 5555 4444', '3782 822463 10005'] as const
/** Account numbers printed in the standard as examples. */
const EXAMPLE_IBANS = ['DE89 3704 0044 0532 0130 00', 'GB82 WEST 1234 5698 7654 32', 'GR16 0110 1250 0000 0001 2300 695'] as const

export interface TicketText {
  readonly subject: string
  readonly body: string | null
  readonly category: 'billing' | 'access' | 'bug' | 'question' | null
}

type Writer = (choice: Random, author: Named) => TicketText

const WRITERS: readonly Writer[] = [
  (choice, { full, email }) => ({
    category: 'access', subject: `Locked out: ${email}`,
    body: `Hello,\n\nI cannot sign in any more with ${email}. My colleague tried from ${documentationAddress(choice)} and it works for her.\nPlease call me on ${fictionalPhone(choice)}.\n\n${full}`,
  }),
  (choice) => ({
    category: 'billing', subject: 'Card was charged twice',
    body: `Our card ${choice.pick(TEST_CARD_NUMBERS)} shows the amount of last month two times. Could you give one back?`,
  }),
  (choice, { full }) => ({
    category: 'billing', subject: `Refund to our bank account, ${full}`,
    body: `Please send the money to ${choice.pick(EXAMPLE_IBANS)} (${full}). The order number is ${digits(choice, 7)}.`,
  }),
  (choice) => ({
    category: 'bug', subject: 'Export stops after 10 000 rows',
    body: `The export of the report ends without a message after exactly ${choice.int(9, 12)} 000 rows. It worked until Tuesday.`,
  }),
  (choice) => ({
    category: 'access', subject: 'Key in a public repository',
    body: `One of us pushed vgs_${choice.base62(36)} to a public repository. We revoked it, please look for use from ${documentationAddress(choice)}.`,
  }),
  () => ({ category: 'question', subject: 'Does the free tier include exports?', body: null }),
  (_, { full }) => ({ category: 'question', subject: `请问如何更改账单地址？ ${full}`, body: '您好，我们公司搬家了，请问在哪里修改账单地址？谢谢。' }),
  (_, { email }) => ({ category: null, subject: 'مشكلة في تسجيل الدخول', body: `لا أستطيع الدخول إلى الحساب ${email} منذ أمس.` }),
  (choice) => ({ category: 'bug', subject: "It's 100 % broken \\ %_' --", body: `Searching for "50%_off\\" raises an error. Steps: 1) open 2) type '; 3) wait ${choice.int(2, 9)} s.` }),
  () => ({ category: 'question', subject: 'Invoice as PDF', body: 'Where do I find the PDF of an invoice?' }),
]

/** A request as customers write it, with personal data planted in many of them. */
export function ticketText(choice: Random, author: Named): TicketText {
  return choice.pick(WRITERS)(choice, author)
}

type Reply = (choice: Random, author: Named) => string

const AGENT_REPLIES: readonly Reply[] = [
  () => 'Thank you for writing. We are looking into it and come back to you today.',
  (_, { full }) => `Hello ${full}, could you send us the time when it happened, with the zone?`,
  (choice) => `We found it. The cause was a release of ${choice.pick(['Monday', 'Tuesday', 'Thursday'])}; it is taken back.`,
  (choice, { email }) => `We have sent a new link to ${email}. It is valid for ${choice.int(1, 24)} hours.`,
]

const CUSTOMER_REPLIES: readonly Reply[] = [
  () => 'That solved it, thanks!',
  (choice) => `Still the same. You can reach me on ${fictionalPhone(choice)} until six.`,
  (_, { email }) => `Please answer to ${email}, the other address is no longer mine.`,
  (choice) => `It happened again at ${choice.int(8, 17)}:${choice.pick(['05', '20', '45'])} from ${documentationAddress(choice)}.`,
]

const NOTES: readonly Reply[] = [
  (_, { full }) => `${full} called twice, sounds unhappy. Be quick.`,
  (choice) => `Looks like the card ending in ${choice.pick(['4242', '4444'])} was declined upstream.`,
  () => 'Asked the platform team, no answer yet.',
]

export function replyText(choice: Random, from: 'agent' | 'customer' | 'note', author: Named): string {
  return choice.pick({ agent: AGENT_REPLIES, customer: CUSTOMER_REPLIES, note: NOTES }[from])(choice, author)
}
