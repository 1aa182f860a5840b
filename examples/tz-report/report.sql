-- How the world keeps time: the tz database, read and counted by DuckDB.
-- Each block begins with a line "-- step: NAME". The rows of a step whose name ends in "table" or "map" go into the report.

-- step: read the lines of tzdata.zi
CREATE TABLE line AS
WITH file AS (SELECT string_split(content, chr(10)) AS texts FROM read_text('tzdata.zi'))
SELECT unnest(range(1, len(texts) + 1)) AS number, unnest(texts) AS text, string_split(text, ' ') AS word
FROM file;

-- step: read zone1970.tab
CREATE TABLE zone AS
SELECT codes, coordinates, zone, comments, split_part(zone, '/', 1) AS region
FROM read_csv('zone1970.tab', delim = '\t', quote = '', comment = '#', header = false, null_padding = true, auto_detect = false,
  columns = {'codes': 'VARCHAR', 'coordinates': 'VARCHAR', 'zone': 'VARCHAR', 'comments': 'VARCHAR'});

-- step: read iso3166.tab
CREATE TABLE country AS
SELECT code, name
FROM read_csv('iso3166.tab', delim = '\t', quote = '', comment = '#', header = false, auto_detect = false,
  columns = {'code': 'VARCHAR', 'name': 'VARCHAR'});

-- step: derive the eras of each zone
-- A zone is a line "Z NAME OFFSET RULES FORMAT UNTIL…" and the lines after it that begin with an offset.
CREATE MACRO seconds(t) AS
  (CASE WHEN t LIKE '-%' THEN -1 ELSE 1 END)
  * (coalesce(try_cast(split_part(ltrim(t, '-'), ':', 1) AS INTEGER), 0) * 3600
    + coalesce(try_cast(split_part(t, ':', 2) AS INTEGER), 0) * 60
    + coalesce(try_cast(split_part(t, ':', 3) AS INTEGER), 0));
CREATE TABLE era AS
SELECT
  number,
  last_value(CASE WHEN word[1] = 'Z' THEN word[2] END IGNORE NULLS) OVER (ORDER BY number) AS zone,
  seconds(CASE WHEN word[1] = 'Z' THEN word[3] ELSE word[1] END) AS offset_seconds,
  CASE WHEN word[1] = 'Z' THEN word[4] ELSE word[2] END AS rules
FROM line
WHERE word[1] = 'Z' OR regexp_matches(text, '^-?[0-9]');

-- step: find the rules that still change clocks
-- A line "R NAME FROM TO - …": TO is a year, "o" (only FROM) or "ma" (for ever).
CREATE TABLE lasting_rule AS
SELECT DISTINCT word[2] AS rules
FROM line
WHERE word[1] = 'R'
  AND (word[4] = 'ma' OR try_cast(CASE word[4] WHEN 'o' THEN word[3] ELSE word[4] END AS INTEGER) > 2025);

-- step: join zones with their present era
CREATE TABLE present AS
SELECT
  zone.*,
  era.offset_seconds / 3600.0 AS hours,
  printf('UTC%s%02d:%02d', CASE WHEN offset_seconds < 0 THEN '−' ELSE '+' END, abs(offset_seconds) // 3600, abs(offset_seconds) % 3600 // 60) AS utc,
  era.rules IN (SELECT rules FROM lasting_rule) AS seasonal
FROM zone
JOIN era USING (zone)
WHERE era.number = (SELECT max(number) FROM era AS later WHERE later.zone = era.zone);

-- step: list the zones of each country
CREATE TABLE country_zone AS
SELECT zone, unnest(string_split(codes, ',')[1:1]) AS code
FROM zone;

-- step: summary table
SELECT
  (SELECT word[3] FROM line WHERE number = 1) AS "tz database",
  (SELECT count(*) FROM zone) AS zones,
  (SELECT count(DISTINCT code) FROM country_zone) AS countries,
  (SELECT count(DISTINCT utc) FROM present) AS offsets,
  (SELECT count(*) FROM present WHERE seasonal) AS "zones that change clocks",
  (SELECT count(*) FROM line WHERE word[1] = 'L') AS "older names";

-- step: offsets table
SELECT
  utc,
  any_value(hours) AS hours,
  count(*) AS zones,
  count(*) FILTER (seasonal) AS seasonal,
  array_to_string(list(replace(split_part(zone, '/', -1), '_', ' ') ORDER BY len(codes) DESC, zone)[1:4], ', ') AS places
FROM present
GROUP BY utc
ORDER BY any_value(hours);

-- step: countries table
SELECT country.name AS country, count(*) AS zones, count(DISTINCT utc) AS offsets, count(*) FILTER (seasonal) AS seasonal
FROM country_zone JOIN country USING (code) JOIN present USING (zone)
GROUP BY country.name
ORDER BY zones DESC, country
LIMIT 12;

-- step: unsettled table
SELECT replace(zone.zone, '_', ' ') AS zone, count(*) AS "rules of civil time since 1850", any_value(utc) AS today
FROM zone JOIN era USING (zone) JOIN present USING (zone)
GROUP BY zone.zone
ORDER BY 2 DESC, 1
LIMIT 8;

-- step: zones map
WITH part AS (SELECT *, regexp_extract(coordinates, '^([+-]\d+)([+-]\d+)$', ['lat', 'lon']) AS place FROM present)
SELECT
  replace(zone, '_', ' ') AS zone,
  utc,
  hours,
  seasonal,
  len(string_split(codes, ',')) AS countries,
  (place.lat[1:1] || '1')::INTEGER * (place.lat[2:3]::DOUBLE + place.lat[4:5]::DOUBLE / 60) AS latitude,
  (place.lon[1:1] || '1')::INTEGER * (place.lon[2:4]::DOUBLE + place.lon[5:6]::DOUBLE / 60) AS longitude
FROM part
ORDER BY countries DESC, zone;
