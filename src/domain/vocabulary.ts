import { z } from 'zod'

/** What each code of a vocabulary means: its name on screen and what to look for in an image. */
export interface Term {
  readonly label: string
  readonly meaning: string
}

const term = (label: string, meaning: string): Term => ({ label, meaning })

/** Vessel classes, in the order in which they are offered. A prefix up to a full stop names a whole group. */
export const vesselClasses = {
  'cargo.general': term(
    'General cargo',
    'Dry cargo in holds with hatch covers, often own cranes between two to five hatches; superstructure aft.',
  ),
  'cargo.bulk': term(
    'Bulk carrier',
    'Five to nine like hatches evenly spaced, superstructure aft, wide flat deck.',
  ),
  'cargo.container': term(
    'Container ship',
    'Stacked boxes in transverse rows, lashing bridges, few or no cranes.',
  ),
  'cargo.roro': term('Ro-ro', 'Stern or quarter ramp, mostly flush weather deck, few hatches.'),
  'cargo.vehicle': term('Vehicle carrier', 'High boxy hull, full-length closed deck with vents, blunt bow.'),
  'cargo.reefer': term('Refrigerated cargo', 'Slender, painted light, small hatches with derricks.'),
  'cargo.heavylift': term('Heavy lift', 'Large cranes on one side, or a bare low deck between castles.'),
  'cargo.unknown': term('Cargo ship', 'A cargo ship whose type cannot be told in this scene.'),
  'tanker.oil': term(
    'Oil tanker',
    'No hatches; pipes along the centreline, manifold amidships with small cranes.',
  ),
  'tanker.chemical': term(
    'Chemical tanker',
    'As an oil tanker, with dense deck piping and many small tank tops.',
  ),
  'tanker.gas': term('Gas carrier', 'Spheres or a trunk deck (LNG), cylinders or domes (LPG).'),
  'tanker.unknown': term('Tanker', 'A tanker whose type cannot be told in this scene.'),
  'passenger.cruise': term('Cruise ship', 'Stacked decks over the full length, pools, lifeboats in rows.'),
  'passenger.ferry': term('Ferry', 'Ramp at bow, stern or both; superstructure over the full width.'),
  'passenger.fast': term('High-speed craft', 'Catamaran or slim hull, light grey or white, no cargo gear.'),
  'passenger.unknown': term('Passenger ship', 'A passenger ship whose type cannot be told in this scene.'),
  'work.tug': term('Tug', 'Under 45 m, beam over 0.3 of the length, wheelhouse forward.'),
  'work.dredger': term('Dredger', 'Hopper or ladder, suction pipe, spuds.'),
  'work.offshore': term('Offshore supply', 'Superstructure forward, long clear after deck.'),
  'work.crane': term('Crane vessel', 'A dominant crane on a pontoon hull.'),
  'work.rig': term('Rig, FPSO', 'Legs, derrick, flare or turret.'),
  'work.barge': term('Barge', 'Rectangular, no propulsion of its own to be seen.'),
  'work.research': term('Research, training', 'Survey, training or hospital ship: gantry, masts, markings.'),
  'work.icebreaker': term('Icebreaker', 'Broad, high bow, red or black hull, helideck.'),
  'work.unknown': term('Working vessel', 'A working vessel whose type cannot be told in this scene.'),
  fishing: term('Fishing vessel', 'Gantry, net drums, cluttered after deck.'),
  'gov.patrol': term('Patrol, coast guard', 'Grey or white with a stripe, boat bays.'),
  'naval.carrier': term('Aircraft carrier', 'Full-length flight deck with an island.'),
  'naval.amphibious': term('Amphibious ship', 'Flight deck or well deck, slab sides.'),
  'naval.destroyer': term(
    'Destroyer',
    'About 130 m or more, vertical launch cells, gun forward, helideck aft.',
  ),
  'naval.frigate': term('Frigate', 'About 100 to 140 m, as a destroyer with fewer cells.'),
  'naval.corvette': term('Corvette', 'About 60 to 100 m, gun forward, missiles amidships.'),
  'naval.submarine': term('Submarine', 'Dark cigar-shaped hull with a sail, hardly any deck.'),
  'naval.auxiliary': term('Naval auxiliary', 'Replenishment gear, tenders, support ships of a navy.'),
  'naval.minor': term('Minor naval craft', 'Missile boats, minehunters, landing craft.'),
  'naval.unknown': term('Naval vessel', 'A naval vessel whose type cannot be told in this scene.'),
  leisure: term('Leisure craft', 'Yachts, sailing and motor boats, usually under 60 m and white.'),
  'hull.newbuild': term('Newbuild hull', 'Incomplete outline, primer red or grey, scaffolding.'),
  'hull.wreck': term('Wreck or hulk', 'Aground, sunk, or cut into sections.'),
  unknown: term('Unknown', 'A vessel whose type cannot be told, for example below about ten pixels.'),
} as const satisfies Record<string, Term>

/** How sure the analyst is of the class. */
export const classConfidences = {
  certain: term('Certain', 'Features that belong to this class alone are visible.'),
  probable: term('Probable', 'The class fits best; another cannot be excluded.'),
  possible: term('Possible', 'A guess from size or outline.'),
} as const satisfies Record<string, Term>

/** Where and how a vessel lies. Wording of the IHO where it has one. */
export const berthStates = {
  underway: term('Under way', 'Moving or not made fast: a wake, or speed by AIS.'),
  at_anchor: term('At anchor', 'Held by its anchor in open water; heads into wind or current.'),
  moored_buoy: term('Moored to buoys', 'Made fast to buoys or dolphins, not to a quay.'),
  alongside: term('Alongside', 'Made fast to a quay, jetty or pier.'),
  rafted: term('Rafted', 'Made fast to another vessel; order 1 is nearest the quay.'),
  dry_dock: term('Dry dock', 'In a basin with a gate, which can be pumped out (graving dock).'),
  floating_dock: term(
    'Floating dock',
    'On a floating structure with wing walls that lifts it out of the water.',
  ),
  slipway: term('Slipway', 'On an inclined way, a lift platform, or ashore on blocks.'),
  aground: term('Aground', 'Touching bottom without being meant to, or scuttled.'),
  unknown: term('Unknown', 'Cannot be told in this scene.'),
} as const satisfies Record<string, Term>

/** What is going on aboard or around. */
export const activities = {
  cargo_operations: term(
    'Cargo operations',
    'Hatches open, cranes over the deck, trucks or stacks changing.',
  ),
  bunkering: term('Bunkering', 'A small tanker alongside, hoses amidships.'),
  repair: term('Repair', 'In a yard with cranes, staging or plates on deck.'),
  conversion: term('Conversion', 'Sections cut, added or rebuilt.'),
  fitting_out: term('Fitting out', 'Afloat at a yard berth, superstructure or gear being completed.'),
  construction: term('Construction', 'Hull being built on a slip or in a dock.'),
  laid_up: term('Laid up', 'Long in one place without change, often rafted with others.'),
  awaiting: term('Awaiting', 'Waiting for a berth, a pilot or orders.'),
  ship_to_ship: term('Ship to ship', 'Two vessels side by side away from a quay, with hoses or fenders.'),
  breaking: term('Breaking', 'Being cut up for scrap.'),
  sea_trial: term('Sea trial', 'A new or repaired vessel moving without cargo near its yard.'),
  none_visible: term('None visible', 'Looked, and nothing is going on.'),
  unknown: term('Unknown', 'Cannot be told in this scene.'),
} as const satisfies Record<string, Term>

/** How sure the analyst is of which vessel it is. */
export const identityConfidences = {
  confirmed: term('Confirmed', 'At least two independent kinds of evidence agree, and none contradicts.'),
  probable: term('Probable', 'Size and two features, or continuity at the berth, without contradiction.'),
  possible: term('Possible', 'Size alone fits.'),
  excluded: term('Excluded', 'A contradiction is recorded: it is not this vessel.'),
  none: term('None', 'No identity is claimed.'),
} as const satisfies Record<string, Term>

/** Kinds of evidence for an identity. */
export const identityKinds = {
  name_read: term('Name read', 'The name can be read in an image.'),
  imo_read: term('IMO read', 'The IMO number can be read in an image.'),
  ais_at_image_time: term('AIS at image time', 'An AIS position at the time of the image, within its error.'),
  dimensions: term('Dimensions', 'Length and beam agree within their stated errors.'),
  deck_layout: term('Deck layout', 'Hatches, cranes and superstructure agree.'),
  colour: term('Colour', 'Hull and deck paint agree.'),
  berth_continuity: term('Berth continuity', 'Seen at the same berth in scenes before and after.'),
  ground_photo: term('Ground photo', 'A photograph from land or sea shows it there.'),
  registry: term('Registry', 'A register or port record places it there.'),
  other: term('Other', 'Described in the note.'),
} as const satisfies Record<string, Term>

/** What the drawn outline follows. */
export const edges = {
  waterline: term('Waterline', 'Where hull and water meet: no shift by the view angle.'),
  deck: term('Deck', 'The edge of the deck, displaced by height and view angle.'),
  unknown: term('Unknown', 'Not recorded.'),
} as const satisfies Record<string, Term>

export const placeKinds = {
  shipyard: term('Shipyard', 'A yard that builds or repairs ships.'),
  drydock: term('Dry dock', 'A graving dock.'),
  floating_dock: term('Floating dock', 'A floating dry dock.'),
  berth: term('Berth', 'A named or numbered place at a quay or pier.'),
  anchorage: term('Anchorage', 'Water where ships lie at anchor.'),
  area: term('Area', 'Any other area of interest.'),
} as const satisfies Record<string, Term>

/** Which source gave a scene's acquisition time. */
export const acquiredSources = {
  sidecar: term('Sidecar', 'A vendor file beside the scene.'),
  metadata: term('Metadata', 'Metadata inside the scene file.'),
  filename: term('File name', 'A pattern in the file name.'),
  tiff_datetime: term('TIFF DateTime', 'The DateTime tag: usually the time of processing.'),
  analyst: term('Analyst', 'Entered by the analyst.'),
} as const satisfies Record<string, Term>

export const absenceResults = {
  not_seen: term('Not seen', 'Looked, and it was not there.'),
  not_visible: term("Can't tell", 'Cloud, shadow or the edge of the scene hid the place.'),
} as const satisfies Record<string, Term>

/** The codes of a vocabulary as a zod enum. */
function codesOf<T extends Record<string, Term>>(vocabulary: T) {
  return z.enum(Object.keys(vocabulary) as [keyof T & string, ...(keyof T & string)[]])
}

export const VesselClass = codesOf(vesselClasses)
export type VesselClass = z.infer<typeof VesselClass>
export const ClassConfidence = codesOf(classConfidences)
export type ClassConfidence = z.infer<typeof ClassConfidence>
export const BerthState = codesOf(berthStates)
export type BerthState = z.infer<typeof BerthState>
export const Activity = codesOf(activities)
export type Activity = z.infer<typeof Activity>
export const IdentityConfidence = codesOf(identityConfidences)
export type IdentityConfidence = z.infer<typeof IdentityConfidence>
export const IdentityKind = codesOf(identityKinds)
export type IdentityKind = z.infer<typeof IdentityKind>
export const Edge = codesOf(edges)
export type Edge = z.infer<typeof Edge>
export const PlaceKind = codesOf(placeKinds)
export type PlaceKind = z.infer<typeof PlaceKind>
export const AcquiredSource = codesOf(acquiredSources)
export type AcquiredSource = z.infer<typeof AcquiredSource>
export const AbsenceResult = codesOf(absenceResults)
export type AbsenceResult = z.infer<typeof AbsenceResult>

/** Whether `code` is `filter` or belongs to the group that `filter` names (`cargo` is every cargo class). */
export function inClass(code: string | null, filter: string): boolean {
  return code !== null && (code === filter || code.startsWith(`${filter}.`))
}
