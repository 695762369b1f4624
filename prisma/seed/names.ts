import type { Random } from './random.ts'

/** A name as people write it, and as it stands in an e-mail address. */
type Word = readonly [written: string, latin: string]

interface Culture {
  readonly familyFirst: boolean
  /** What stands between the two parts of the full name. */
  readonly gap: string
  readonly given: readonly Word[]
  readonly family: readonly Word[]
}

/** `Łukasz lukasz, Žofie zofie`: the written form, then the Latin form where stripping marks is not enough. */
function words(text: string): Word[] {
  return text.split(',').map((entry) => {
    const [written = '', latin] = entry.trim().split(' ')
    return [written, latin ?? latinOf(written)]
  })
}

function latinOf(written: string): string {
  return written.toLowerCase().replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('æ', 'ae')
    .replaceAll('ı', 'i').replaceAll('đ', 'd').replaceAll('þ', 'th').replaceAll('ð', 'd').normalize('NFD').replace(/[^a-z]/g, '')
}

const culture = (given: string, family: string, familyFirst = false, gap = ' '): Culture =>
  ({ familyFirst, gap, given: words(given), family: words(family) })

/** Cultures by name. Scripts: Latin with marks, Cyrillic, Greek, Georgian, Hebrew, Arabic, Devanagari, Thai, Han, Kana, Hangul. */
const CULTURES = {
  english: culture(
    'Grace, Owen, Niamh, Siobhán, Theo, Imogen, Callum, Beatrix',
    "O’Sullivan, Whitlock, Ní-Bhriain, Fairweather, MacAulay, Thorne, Ashdown-Price, Pemberton",
  ),
  german: culture('Jürgen, Käthe, Björn, Annika, Götz, Wiebke, Lennart, Ottilie', 'Müller, Großmann, Schröder, Weiß, Köhler, Jäger, Vogelsang, Brückner'),
  nordic: culture('Åse, Søren, Þóra, Mårten, Aino, Øyvind, Linnéa, Eero', 'Ångström, Sørensen, Håkansson, Lindqvist, Mäkelä, Østergaard, Nygård, Korhonen'),
  french: culture('Éloïse, Anaïs, François, Gaël, Maëlys, Rémi, Zélie, Benoît', 'Lefèvre, Dubois, Crépin, Beauséjour, Noël, Châtelain, Hérault, Garçon'),
  iberian: culture('João, Inês, Núria, Íñigo, Begoña, Martí, Conceição, Álvaro', 'Núñez, Gonçalves, Peñalver, Magalhães, Ibáñez, Araújo, Muñoz, Simões'),
  polish: culture('Łukasz, Małgorzata, Żaneta, Paweł, Šimon, Žofie, Jiří, Barbora', 'Wójcik, Dąbrowska, Křížek, Świątek, Dvořák, Zieliński, Němcová, Kaźmierczak'),
  turkish: culture('İpek, Çağla, Oğuz, Şebnem, Gökçe, Emre, Ülkü, Barış', 'Yıldız, Öztürk, Çelik, Şahin, Güneş, Aydoğan, Kılıç, Erdoğmuş'),
  vietnamese: culture('Ánh, Đức, Thảo, Quỳnh, Hùng, Ngọc, Tiến, Mỹ', 'Nguyễn, Trần, Phạm, Đặng, Vũ, Hoàng, Lê, Bùi', true),
  bulgarian: culture(
    'Иван ivan, Боряна boryana, Цветан tsvetan, Ралица ralitsa, Стоян stoyan, Йоана yoana',
    'Петров petrov, Димитрова dimitrova, Желязков zhelyazkov, Ангелова angelova, Христов hristov, Маринова marinova',
  ),
  ukrainian: culture(
    'Оксана oksana, Тарас taras, Їжакевич yizhak, Соломія solomiia, Богдан bohdan, Лідія lidiia',
    'Шевченко shevchenko, Коваленко kovalenko, Гончаренко honcharenko, Лисенко lysenko, Мельник melnyk, Ґудзь gudz',
  ),
  greek: culture(
    'Ελένη eleni, Γιώργος giorgos, Κατερίνα katerina, Νίκος nikos, Δήμητρα dimitra, Θάνος thanos',
    'Παπαδοπούλου papadopoulou, Γεωργίου georgiou, Οικονόμου oikonomou, Βασιλείου vasileiou, Κωστόπουλος kostopoulos, Ζαχαρίας zacharias',
  ),
  georgian: culture('ნინო nino, გიორგი giorgi, თამარ tamar, ლევან levan', 'ბერიძე beridze, კაპანაძე kapanadze, მაისურაძე maisuradze, ლომიძე lomidze'),
  hebrew: culture('נועה noa, יונתן yonatan, תמר tamar, אורי ori', 'כהן cohen, לוי levi, מזרחי mizrahi, פרידמן friedman'),
  arabic: culture(
    'ليلى layla, يوسف yusuf, مريم maryam, عمر omar, زينب zaynab, طارق tariq',
    'الحداد alhaddad, منصور mansour, الفاسي alfassi, خوري khoury, بنعلي benali, النجار alnajjar',
  ),
  indian: culture(
    'आरव aarav, दीया diya, रोहन rohan, अनन्या ananya, कबीर kabir, मीरा meera',
    'शर्मा sharma, पटेल patel, अय्यर iyer, बनर्जी banerjee, कुलकर्णी kulkarni, रेड्डी reddy',
  ),
  thai: culture('สมชาย somchai, มาลี mali, อนงค์ anong, กิตติ kitti', 'ศรีสุข srisuk, วงศ์ทอง wongthong, บุญมี boonmee, จันทร์เพ็ญ chanpen'),
  chinese: culture('伟 wei, 秀英 xiuying, 子涵 zihan, 明轩 mingxuan, 雨桐 yutong, 建国 jianguo', '王 wang, 李 li, 欧阳 ouyang, 陈 chen, 赵 zhao, 诸葛 zhuge', true, ''),
  japanese: culture(
    'さくら sakura, 健太 kenta, ユリ yuri, 大輔 daisuke, あかり akari, レン ren', '佐藤 sato, 髙橋 takahashi, 渡邉 watanabe, 小林 kobayashi, 五十嵐 igarashi, 東海林 shoji', true,
  ),
  korean: culture('서연 seoyeon, 민준 minjun, 하은 haeun, 도윤 doyun', '김 kim, 박 park, 남궁 namgung, 최 choi', true, ''),
} as const satisfies Record<string, Culture>
export type CultureName = keyof typeof CULTURES

export interface PersonName {
  readonly given: string
  readonly family: string
  readonly full: string
  /** Local part of an e-mail address: ASCII, lower case, `given.family`. */
  readonly local: string
}

export function personName(choice: Random, name: CultureName): PersonName {
  const { given, family, familyFirst, gap }: Culture = CULTURES[name]
  const [first, firstLatin] = choice.pick(given)
  const [last, lastLatin] = choice.pick(family)
  const full = familyFirst ? `${last}${gap}${first}` : `${first}${gap}${last}`
  return { given: first, family: last, full, local: `${firstLatin}.${lastLatin}` }
}

const COMPANY_FIRST = [
  'Lumen', 'Tern', 'Ostrava', 'Juniper', 'Basalt', 'Cobalt', 'Meridian', 'Saffron', 'Nimbus', 'Fathom', 'Granite', 'Heron',
  'Ember', 'Kestrel', 'Larkspur', 'Marlow', 'Orchard', 'Pelican', 'Quill', 'Rowan', 'Sable', 'Thistle', 'Umber', 'Verge',
  'Willow', 'Zephyr', 'Café', 'Müritz', 'Ñandú', 'Åland', 'Łódź', 'Île',
] as const
const COMPANY_SECOND = [
  'Harbor', 'Robotics', 'Analytics', 'Foods', 'Mobility', 'Textiles', 'Diagnostics', 'Energy', 'Logistics', 'Press', 'Optics',
  'Acoustics', 'Bioworks', 'Cartography', 'Instruments', 'Timber', 'Ceramics', 'Aviation', 'Semiconductors', 'Marine',
] as const

/** The n-th company name of a brand; distinct for the first 640. */
export function companyName(n: number): string {
  const first = COMPANY_FIRST[n % COMPANY_FIRST.length] ?? 'Lumen'
  const second = COMPANY_SECOND[(n + Math.floor(n / COMPANY_FIRST.length) * 7) % COMPANY_SECOND.length] ?? 'Harbor'
  return `${first} ${second}`
}

/** URL key of a name: ASCII letters, digits and single hyphens. */
export function slugOf(name: string): string {
  return name.toLowerCase().replaceAll('ł', 'l').replaceAll('ø', 'o').normalize('NFD').replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40)
}
