import type { Chance } from './chance.ts'
import type { Language } from './languages.ts'

const DIGITS = '0123456789'
const HEX = '0123456789abcdef'
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

const two = (chance: Chance, most: number): string => String(1 + chance.below(most)).padStart(2, '0')
const year = (chance: Chance): string => String(2019 + chance.below(9))

function date(chance: Chance, language: Language): string {
  const [day, month] = [two(chance, 28), two(chance, 12)]
  const local = language === 'en' ? `${month}/${day}/${year(chance)}` : language === 'de' ? `${day}.${month}.${year(chance)}` : `${day}/${month}/${year(chance)}`
  return chance.pick([local, `${year(chance)}-${month}-${day}`, `${day}.${month}.${year(chance).slice(2)}`, `${year(chance)}-${month}-${day}T${two(chance, 23)}:${two(chance, 59)}:00Z`, `${local}-${local}`])
}

function price(chance: Chance, language: Language): string {
  const [whole, cents] = [String(1 + chance.below(998)), chance.signs(DIGITS, 2)]
  return language === 'en' ? chance.pick([`$${whole},${chance.signs(DIGITS, 3)}.${cents}`, `£${whole}.${cents}`, `${whole}.${cents} USD`])
    : chance.pick([`${whole}.${chance.signs(DIGITS, 3)},${cents} €`, `${whole},${cents} EUR`, `${whole} ${chance.signs(DIGITS, 3)},${cents} €`])
}

function orderNumber(chance: Chance): string {
  return chance.pick([
    `2026-${chance.signs(DIGITS, 6)}`, `#${chance.signs(DIGITS, 4)}-${chance.signs(DIGITS, 4)}`, `INV-2026-${chance.signs(DIGITS, 5)}`, `TCK-${chance.signs(DIGITS, 6)}`,
    `PO ${chance.signs(DIGITS, 8).replace(/^0/, '4')}`, `RMA${chance.signs(DIGITS, 7)}`, `CN-${chance.signs(DIGITS, 3)}/${chance.signs(DIGITS, 3)}`,
  ])
}

function version(chance: Chance): string {
  const [a, b, c] = [chance.below(30), chance.below(20), chance.below(100)]
  return chance.pick([`${a}.${b}.${c}`, `v${a}.${b}.${c}-rc.${chance.below(9)}`, `${a}.${b}`, `10.0.${19_000 + chance.below(900)}`, `build ${year(chance)}.${two(chance, 12)}.${chance.below(30)}`])
}

function uuid(chance: Chance): string {
  const part = (count: number): string => chance.signs(HEX, count)
  return `${part(8)}-${part(4)}-7${part(3)}-8${part(3)}-${part(12)}`
}

function productCode(chance: Chance): string {
  return chance.pick([
    `${chance.signs(CAPITALS, 2)}-${chance.signs(DIGITS, 4)}-${chance.signs(DIGITS, 3)}`, `SKU ${chance.signs(CAPITALS, 3)}${chance.signs(DIGITS, 5)}`,
    `${chance.signs(CAPITALS, 1)}${chance.signs(DIGITS, 3)}/${chance.signs(DIGITS, 2)}`, `DIN ${chance.signs(DIGITS, 4)}-${chance.below(9)}`, `${chance.signs(DIGITS, 2)}x${chance.signs(DIGITS, 3)} mm`,
  ])
}

function measure(chance: Chance): string {
  return chance.pick([
    `${two(chance, 23)}:${two(chance, 59)}:${two(chance, 59)}`, `${chance.below(100)}.${chance.below(10)} %`, `HTTP ${chance.pick(['404', '500', '502', '504'])}`, `${1 + chance.below(400)} / ${400 + chance.below(200)}`,
    `${chance.signs(HEX, 7)}`, `00:1a:2b:${chance.signs(HEX, 2)}:${chance.signs(HEX, 2)}:${chance.signs(HEX, 2)}`, `std::vector<int>`, `48.${chance.signs('123456789', 4)}, 2.${chance.signs('123456789', 4)}`,
  ])
}

/** Numbers of the kind that no rule over digits can tell from a phone or card number every time. */
function trickyNumber(chance: Chance): string {
  const digits = (count: number): string => chance.signs(DIGITS, count)
  return chance.pick([
    `00${1 + chance.below(9)}${digits(5)}`, `${chance.pick(['40', '54', '30', '80'])}${digits(11)}`, `JJD${digits(18)}`, `DE${digits(9)}`, `IT${digits(11)}`, `B-${digits(8)}`, `3${digits(9)}`, `${digits(5)}`,
    `${1 + chance.below(9)}${digits(2)} ${digits(3)} ${digits(3)}`, `ISBN 978-3-${digits(2)}-${digits(6)}-${digits(1)}`, `${digits(4)} ${digits(4)}`, `1Z${chance.signs('0123456789ABCDEFGH', 16)}`, `(${digits(3)}) ${digits(2)}`,
  ])
}

/** Things that look like a find and are none. */
export const plainValues: readonly [(chance: Chance, language: Language) => string, ...((chance: Chance, language: Language) => string)[]] =
  [date, price, orderNumber, version, uuid, productCode, measure, date, orderNumber, price, trickyNumber]
