"""What passes between centres: deliveries to the network, and what sister centres publish. No part of a build."""
