-- Who is called so, wherever they are: asked for each who comes in while another process lets people in, too.
CREATE INDEX presence_by_name ON presence (name_key);
