import { describe, expect, it } from '@jest/globals';
import { claim, createPlaces, isOffered, MAX_AHEAD, numberAfter, offer } from '../../../lib/local/functions/claim.ts';

describe('claim', () => {
  it('gives an event to the first that asks', () => {
    const places = createPlaces();
    offer(places, 1);
    expect([isOffered(places, 1), claim(places, 1), claim(places, 1), isOffered(places, 1)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('gives nobody what was taken back when its place has been given to another', () => {
    const places = createPlaces();
    offer(places, 1);
    claim(places, 1);
    offer(places, 1 + places.length);
    expect([claim(places, 1), claim(places, 1 + places.length)]).toEqual([false, true]);
  });

  it('has a place for each event that a thread may hold, also where numbers begin again', () => {
    const places = createPlaces();
    const last = 2 ** 31 - 1;
    let number = last - 3;
    const held = Array.from({ length: MAX_AHEAD + 1 }, () => {
      number = numberAfter(number);
      offer(places, number);
      return number;
    });
    expect(held).toContain(1);
    expect(held.map((each) => claim(places, each))).not.toContain(false);
  });
});
