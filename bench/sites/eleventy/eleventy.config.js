// The site that Broadsheet prints of the same articles, as far as Eleventy has the parts for it.
const PER_PAGE = 30;
const IN_FEED = 30;
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July",
  "August", "September", "October", "November", "December",
];

const pad = (number) => String(number).padStart(2, "0");
const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
const words = (text) => text.split(/\s+/).length;
const named = (text) => text[0].toUpperCase() + text.slice(1).replaceAll("-", " ");
const iso = (date) => date.toISOString().replace(".000Z", "+00:00");
const address = (kind, name) => `/${kind}/${slug(name)}/`;

function when(date) {
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day}, ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())} UTC`;
}

// Articles from the newest to the oldest, once for all collections of a build.
const newest = (api) => api.getFilteredByGlob("content/*/*/*/*.md").slice().reverse();

function grouped(articles, keys) {
  const groups = new Map();
  for (const article of articles)
    for (const key of keys(article)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(article);
    }
  return groups;
}

// One member for each page of the list of each term.
function listed(api, kind) {
  const pages = [];
  for (const [name, articles] of grouped(newest(api), (one) => one.data[kind] ?? [])) {
    const total = Math.ceil(articles.length / PER_PAGE);
    for (let number = 1; number <= total; number++)
      pages.push({
        kind, name, number, total,
        title: kind === "topics" ? named(name) : name,
        first: address(kind, name),
        url: address(kind, name) + (number > 1 ? `page/${number}/` : ""),
        many: articles.length,
        articles: articles.slice((number - 1) * PER_PAGE, number * PER_PAGE),
        latest: number === 1 ? articles.slice(0, IN_FEED) : [],
      });
  }
  return pages;
}

function periods(api, length) {
  const of = (article) => [article.url.slice(1).split("/").slice(0, length).join("/")];
  return [...grouped(newest(api), of)].map(([place, articles]) => {
    const [year, month, day] = place.split("/");
    const title = [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
    const inside = length < 3 ? [...grouped(articles, (one) => [one.url.split("/").slice(1, length + 2).join("/")])] : [];
    return { place, title, articles, inside: inside.map(([at, some]) => ({ at, many: some.length })) };
  });
}

module.exports = function (config) {
  config.addPassthroughCopy({ static: "static" });
  config.addFilter("named", named);
  config.addFilter("when", when);
  config.addFilter("iso", iso);
  config.addFilter("rfc822", (date) => date.toUTCString().replace("GMT", "+0000"));
  config.addFilter("minutes", (html) => Math.max(1, Math.round(words(html) / 220)));
  config.addFilter("address", (name, kind) => address(kind, name));
  config.addFilter("short", (text) => (text.length > 200 ? `${text.slice(0, 199)}…` : text));
  for (const kind of ["topics", "people", "organizations", "places"])
    config.addCollection(kind, (api) => listed(api, kind));
  config.addCollection("topicFeeds", (api) =>
    listed(api, "topics").filter((page) => page.number === 1));
  config.addCollection("names", (api) =>
    ["people", "organizations", "places"].flatMap((kind) => listed(api, kind)));
  config.addCollection("letters", (api) =>
    ["people", "organizations", "places"].map((kind) => ({
      kind,
      letters: [...grouped(
        listed(api, kind).filter((page) => page.number === 1).sort((a, b) => (a.name < b.name ? -1 : 1)),
        (page) => [page.name[0]])],
    })));
  config.addCollection("days", (api) => periods(api, 3));
  config.addCollection("archives", (api) => [...periods(api, 2), ...periods(api, 1)]);
  config.addCollection("latest", (api) => newest(api).slice(0, IN_FEED));
  config.addCollection("steps", (api) => {
    const steps = {};
    for (const { articles } of periods(api, 3))
      articles.forEach((article, at) => {
        steps[article.url] = { previous: articles[at + 1], next: articles[at - 1] };
      });
    return steps;
  });
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
};
