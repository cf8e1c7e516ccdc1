module.exports = class {
  data() {
    return { permalink: "/feed.json" };
  }

  render({ collections, site }) {
    const items = collections.latest.map((article) => ({
      id: article.url,
      url: site.url + article.url,
      title: article.data.title,
      content_html: article.content,
      summary: article.data.summary,
      date_published: article.date.toISOString(),
    }));
    const feed = { version: "https://jsonfeed.org/version/1.1", title: site.title, home_page_url: site.url, items };
    return JSON.stringify(feed);
  }
};
