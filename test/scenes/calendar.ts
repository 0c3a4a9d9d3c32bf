import {
  alongsidePier,
  alongsideQuay,
  anchored,
  docked,
  lifted,
  onSlip,
  underway,
  type Presence,
} from './berths.ts'
import type { Day } from './day.ts'
import { shadowOf, sunAt } from './sun.ts'

/** One date of the story: the day, who is there, and what the dry docks hold. */
export interface SceneDate {
  readonly id: string
  readonly day: Day
  readonly ships: readonly Presence[]
  /** Which of the two graving docks stand full of water. */
  readonly flooded: readonly [boolean, boolean]
}

type Weather = Omit<Day, 'utc' | 'sun' | 'shadow'>

function date(
  id: string,
  utc: string,
  flooded: readonly [boolean, boolean],
  weather: Weather,
  ships: Presence[],
): SceneDate {
  const sun = sunAt(utc, 122.05, 29.95)
  // Before sunrise only a radar looks: its own beam comes from the east, 38 degrees off the vertical.
  const shadow = sun.elevationDeg > 5 ? shadowOf(sun) : { east: -0.77, north: 0.13 }
  return { id, day: { utc, sun, shadow, ...weather }, flooded, ships }
}

const yardTugs = (): Presence[] => [
  alongsideQuay('tugOne', 690, 1, 'Tug berth'),
  alongsideQuay('tugTwo', 730, 1, 'Tug berth'),
]

/**
 * The story. MIRANDEL waits at anchor, docks, and lies fitting out; BELISAR EXPRESS goes on the floating dock; the
 * ships in the roadstead swing with the tide and change.
 */
export const dates: readonly SceneDate[] = [
  date(
    '2023-11-18',
    '2023-11-18T02:19:33.481Z',
    [false, true],
    { green: 0.6, sea: 0.25, swellTo: 215, streamTo: 342, stream: 0.7, silt: 0.42, haze: 1, cloud: 0 },
    [
      docked('ostraval', 0),
      docked('seabrace', 1, true),
      lifted('quillon'),
      onSlip('slipHull', 0),
      alongsidePier('aurelane', 0, -1, 40, 'in'),
      alongsidePier('solvine', 0, 1, 30, 'out'),
      alongsidePier('fennick', 1, -1, 60, 'out'),
      alongsidePier('norlund', 2, 1, 46, 'in'),
      alongsideQuay('newbuild', 930, 1, 'Fitting-out quay'),
      ...yardTugs(),
      anchored('mirandel', 760, -900, 166.4),
      anchored('tenbury', 1420, 420, 163.1),
      anchored('haliard', 640, 1180, 168.9),
      anchored('vantelle', 1790, -640, 161.7),
      anchored('pellow', 1240, -1720, 165.2),
      underway('islet', 330, -2050, 21.5, 14),
      underway('trawlerA', 2210, 1020, 244, 8),
    ],
  ),
  date(
    '2024-01-15',
    '2024-01-15T02:31:11.024Z',
    [false, false],
    { green: 0.15, sea: 0.5, swellTo: 195, streamTo: 165, stream: 0.6, silt: 0.75, haze: 1.15, cloud: 0 },
    [
      docked('ostraval', 0),
      docked('corvane', 1),
      lifted('quillon'),
      onSlip('slipHull', 0),
      alongsidePier('aurelane', 0, -1, 40, 'in'),
      alongsidePier('norlund', 2, 1, 46, 'in'),
      alongsideQuay('newbuild', 930, 1, 'Fitting-out quay'),
      ...yardTugs(),
      anchored('mirandel', 752, -918, 344.8),
      anchored('merrowe', 1960, 420, 341.2),
      anchored('glacine', 1500, -1080, 346.6),
      anchored('haliard', 655, 1170, 343.1),
      underway('dunmar', 1130, 900, 164, 9),
    ],
  ),
  date(
    '2024-02-11',
    '2024-02-11T02:17:49.902Z',
    [false, true],
    { green: 0.18, sea: 0.12, swellTo: 240, streamTo: 170, stream: 0.5, silt: 0.62, haze: 1.05, cloud: 0 },
    [
      docked('mirandel', 0, false, 8),
      docked('corvane', 1, true),
      onSlip('slipHull', 0),
      alongsidePier('ostraval', 0, -1, 60, 'out'),
      alongsidePier('solvine', 1, 1, 34, 'out'),
      alongsidePier('seabrace', 2, -1, 60, 'in'),
      alongsideQuay('newbuild', 930, 1, 'Fitting-out quay'),
      ...yardTugs(),
      anchored('merrowe', 1948, 402, 349.5),
      anchored('glacine', 1512, -1066, 351.4),
      anchored('belisar', 980, -340, 347.9),
      anchored('tenbury', 1620, 1130, 350.2),
      anchored('trawlerB', 560, -1620, 339),
      underway('tugThree', 460, 520, 205, 9),
      underway('islet', 700, 2080, 198, 15),
    ],
  ),
  date(
    '2024-02-20',
    '2024-02-20T21:51:36.250Z',
    [false, true],
    { green: 0.2, sea: 0.4, swellTo: 200, streamTo: 350, stream: 0.6, silt: 0.6, haze: 1, cloud: 0 },
    [
      docked('mirandel', 0, false, 8),
      docked('corvane', 1, true),
      lifted('belisar'),
      onSlip('slipHull', 0),
      alongsidePier('ostraval', 0, -1, 60, 'out'),
      alongsidePier('seabrace', 2, -1, 60, 'in'),
      alongsideQuay('newbuild', 930, 1, 'Fitting-out quay'),
      ...yardTugs(),
      anchored('merrowe', 1960, 420, 168),
      anchored('aurelane', 900, 1300, 171.5),
      anchored('fennick', 1320, -420, 166.2),
      anchored('pellow', 1080, -1500, 169),
      underway('quillon', 2100, -1380, 35, 12),
    ],
  ),
  date(
    '2024-03-02',
    '2024-03-02T02:31:07.123Z',
    [true, false],
    { green: 0.25, sea: 0.3, swellTo: 262, streamTo: 186, stream: 0.8, silt: 0.5, haze: 0.95, cloud: 0 },
    [
      docked('frigate', 1),
      lifted('belisar'),
      onSlip('slipHull', 0),
      alongsidePier('ostraval', 0, -1, 60, 'out'),
      alongsidePier('mirandel', 1, -1, 52, 'out'),
      alongsidePier('corvane', 1, 1, 48, 'in'),
      alongsidePier('solvine', 2, 1, 40, 'out', { order: 1 }),
      alongsidePier('seabrace', 2, 1, 62, 'out', { order: 2, inside: 'solvine' }),
      alongsidePier('craneBarge', 2, -1, 30, 'in'),
      alongsideQuay('newbuild', 930, 1, 'Fitting-out quay'),
      ...yardTugs(),
      anchored('vantelle', 1180, -760, 357.6),
      anchored('aurelane', 860, 1240, 2.1),
      anchored('haliard', 1610, 330, 359.3),
      anchored('quillon', 2060, -700, 0.8),
      anchored('glacine', 1520, -1650, 356.1),
      anchored('patrol', 420, -1330, 3.4),
      underway('islet', 1000, 2060, 192.5, 15),
      underway('tugThree', 640, -210, 318, 8),
      underway('stoneBarge', 1890, 1010, 27, 6),
      underway('trawlerA', 2390, -1240, 201, 8),
    ],
  ),
  date(
    '2024-03-04',
    '2024-03-04T02:48:21.700Z',
    [false, false],
    { green: 0.27, sea: 0.2, swellTo: 235, streamTo: 340, stream: 0.5, silt: 0.5, haze: 0.9, cloud: 0 },
    [
      docked('fennick', 0),
      docked('frigate', 1),
      lifted('belisar'),
      onSlip('slipHull', 0),
      alongsidePier('ostraval', 0, -1, 60, 'out'),
      alongsidePier('mirandel', 1, -1, 52, 'out'),
      alongsidePier('corvane', 1, 1, 48, 'in'),
      alongsidePier('solvine', 2, 1, 40, 'out', { order: 1 }),
      alongsidePier('seabrace', 2, 1, 62, 'out', { order: 2, inside: 'solvine' }),
      alongsidePier('craneBarge', 2, -1, 30, 'in'),
      alongsideQuay('newbuild', 930, 1, 'Fitting-out quay'),
      ...yardTugs(),
      anchored('haliard', 590, -330, 161.4),
      underway('tugThree', 212, 520, 96, 7),
    ],
  ),
  date(
    '2024-04-19',
    '2024-04-19T02:24:40.655Z',
    [false, false],
    { green: 0.7, sea: 0.55, swellTo: 330, streamTo: 160, stream: 0.7, silt: 0.36, haze: 1.25, cloud: 0 },
    [
      docked('fennick', 0),
      docked('frigate', 1),
      onSlip('slipHull', 0),
      alongsidePier('belisar', 0, -1, 30, 'out'),
      alongsidePier('mirandel', 1, -1, 52, 'out'),
      alongsidePier('pellow', 1, 1, 40, 'in'),
      alongsidePier('solvine', 2, 1, 40, 'out', { order: 1 }),
      alongsidePier('norlund', 2, 1, 24, 'in', { order: 2, inside: 'solvine' }),
      alongsideQuay('newbuild', 930, 1, 'Fitting-out quay'),
      ...yardTugs(),
      anchored('tenbury', 1300, 640, 338.2),
      anchored('merrowe', 2030, -250, 341),
      anchored('haliard', 830, -1180, 336.9),
      anchored('vantelle', 980, 1720, 340.4),
      underway('quillon', 610, -2060, 16, 11),
      underway('trawlerB', 1830, -1720, 140, 8),
    ],
  ),
  date(
    '2024-06-09',
    '2024-06-09T02:33:52.318Z',
    [true, false],
    { green: 1, sea: 0.15, swellTo: 300, streamTo: 348, stream: 0.6, silt: 0.28, haze: 1.3, cloud: 0.1 },
    [
      docked('tenbury', 0, true),
      lifted('quillon'),
      alongsidePier('newbuild', 0, -1, 60, 'out'),
      alongsidePier('fennick', 1, -1, 60, 'out'),
      alongsidePier('frigate', 1, 1, 48, 'in'),
      alongsidePier('corvane', 2, -1, 40, 'out'),
      alongsideQuay('slipHull', 900, -1, 'Fitting-out quay'),
      ...yardTugs(),
      anchored('glacine', 1420, -260, 170.5),
      anchored('belisar', 2010, 620, 167.3),
      anchored('solvine', 700, 980, 172.8),
      anchored('pellow', 1100, -1300, 169.6),
      anchored('aurelane', 1780, -1450, 171.1),
      underway('islet', 480, -1900, 12, 14),
      underway('tugThree', 520, 260, 240, 8),
      underway('dunmar', 2330, 1150, 350, 8),
    ],
  ),
]
