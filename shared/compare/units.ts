// Units of measure, words of scale and number words: tables only. Factors by definition (BIPM SI brochure; international yard and pound).

export interface Unit {
  /** Units of one dimension convert into each other. */
  dimension: string;
  factor: number;
  /** Added after the factor: temperatures alone. */
  offset?: number;
}

const table: Record<string, Unit> = {};
const put = (
  dimension: string,
  rows: readonly (readonly [names: string, factor: number, offset?: number])[],
) => {
  for (const [names, factor, offset] of rows)
    for (const name of names.split(' '))
      table[name.replaceAll('_', ' ')] = { dimension, factor, ...(offset !== undefined && { offset }) };
};

put('share', [['% percent per_cent prozent pct', 1]]);
put('points', [['percentage_points percentage_point prozentpunkte pp', 1]]);
put('length', [
  ['nm nanometers nanometres', 1e-9],
  ['µm μm micrometers micrometres', 1e-6],
  ['mm millimeter millimetre millimeters millimetres', 1e-3],
  ['cm centimeter centimetre centimeters centimetres zentimeter', 1e-2],
  ['m meter metre meters metres', 1],
  ['km kilometer kilometre kilometers kilometres', 1000],
  ['in inch inches', 0.0254],
  ['ft foot feet', 0.3048],
  ['yd yard yards', 0.9144],
  ['mi mile miles meilen', 1609.344],
]);
put('area', [
  ['m² sqm square_meters square_metres quadratmeter', 1],
  ['km² square_kilometers square_kilometres quadratkilometer', 1e6],
  ['ha hectare hectares hektar', 1e4],
  ['acre acres', 4046.8564224],
  ['square_miles', 2589988.110336],
]);
put('mass', [
  ['mg milligram milligrams', 1e-6],
  ['µg μg mcg micrograms', 1e-9],
  ['g gram grams gramm', 1e-3],
  ['kg kilogram kilograms kilo kilos kilogramm', 1],
  ['tonne tonnes tonnen', 1000],
  ['lb lbs pounds_weight', 0.45359237],
  ['oz ounce ounces', 0.028349523125],
]);
put('volume', [
  ['ml milliliter millilitre milliliters millilitres', 1e-3],
  ['l liter litre liters litres', 1],
  ['gal gallon gallons', 3.785411784],
]);
put('time', [
  ['ns nanosecond nanoseconds', 1e-9],
  ['µs μs microsecond microseconds', 1e-6],
  ['ms millisecond milliseconds millisekunden', 1e-3],
  ['s sec secs second seconds sekunde sekunden', 1],
  ['min mins minute minutes minuten', 60],
  ['h hr hrs hour hours stunde stunden', 3600],
  ['day days tag tage tagen jours días 日間', 86_400],
  ['week weeks woche wochen', 604_800],
]);
// Months have no fixed number of days, so they convert to years alone.
put('calendar', [
  ['month months monat monate monaten mois meses', 1],
  ['year years yr yrs jahr jahre jahren ans años 年間', 12],
  ['decade decades jahrzehnte', 120],
  ['century centuries jahrhunderte', 1200],
]);
put('data', [
  ['byte bytes', 1],
  ['kb kilobyte kilobytes', 1e3],
  ['mb megabyte megabytes', 1e6],
  ['gb gigabyte gigabytes', 1e9],
  ['tb terabyte terabytes', 1e12],
  ['kib', 1024],
  ['mib', 1024 ** 2],
  ['gib', 1024 ** 3],
  ['tib', 1024 ** 4],
]);
put('speed', [
  ['km/h kph kmh', 1 / 3.6],
  ['m/s', 1],
  ['mph', 0.44704],
]);
put('power', [
  ['w watt watts', 1],
  ['kw kilowatt kilowatts', 1e3],
  ['mw megawatt megawatts', 1e6],
  ['gw gigawatt gigawatts', 1e9],
]);
put('energy', [
  ['wh', 3600],
  ['kwh', 3.6e6],
  ['mwh', 3.6e9],
  ['joule joules', 1],
]);
put('frequency', [
  ['hz hertz', 1],
  ['khz', 1e3],
  ['mhz', 1e6],
  ['ghz', 1e9],
]);
put('temperature', [
  ['°c degrees_celsius grad_celsius celsius', 1],
  ['°f degrees_fahrenheit fahrenheit', 5 / 9, -160 / 9],
  ['kelvin', 1, -273.15],
]);
put('USD', [['$ usd us$ dollar dollars', 1]]);
put('EUR', [['€ eur euro euros', 1]]);
put('GBP', [['£ gbp', 1]]);
put('JPY', [['¥ jpy yen 円', 1]]);
put('CHF', [['chf', 1]]);
put('INR', [['₹ inr rupees', 1]]);

/** By its name in lower case. */
export const units: ReadonlyMap<string, Unit> = new Map(Object.entries(table));

/** What follows a number and multiplies it, by its name in lower case. Single letters count only where they touch the number. */
export const scales: ReadonlyMap<string, number> = new Map(
  Object.entries({
    hundred: 100,
    hundert: 100,
    thousand: 1e3,
    tausend: 1e3,
    k: 1e3,
    million: 1e6,
    millions: 1e6,
    millionen: 1e6,
    mio: 1e6,
    mn: 1e6,
    billion: 1e9,
    billions: 1e9,
    bn: 1e9,
    milliarde: 1e9,
    milliarden: 1e9,
    mrd: 1e9,
    milliards: 1e9,
    trillion: 1e12,
    trillions: 1e12,
    tn: 1e12,
    千: 1e3,
    万: 1e4,
    億: 1e8,
    亿: 1e8,
  }),
);

/** "One" is left out: it is rarely a count. */
export const numberWords: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...Object.fromEntries(
      'two three four five six seven eight nine ten eleven twelve'
        .split(' ')
        .map((word, at) => [word, at + 2]),
    ),
    ...Object.fromEntries(
      'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'
        .split(' ')
        .map((word, at) => [word, at + 2]),
    ),
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    dozen: 12,
  }),
);

/** Parts of a rate: "per month". Seconds each, so that rates convert. */
export const periods: ReadonlyMap<string, number> = new Map(
  Object.entries({
    second: 1,
    minute: 60,
    hour: 3600,
    day: 86_400,
    week: 604_800,
    month: 2_629_800,
    year: 31_557_600,
    monat: 2_629_800,
    jahr: 31_557_600,
    tag: 86_400,
    stunde: 3600,
  }),
);
